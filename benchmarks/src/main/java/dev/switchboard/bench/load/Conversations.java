package dev.switchboard.bench.load;

import dev.switchboard.bench.http.Arrivals;
import dev.switchboard.bench.http.HttpLoad;
import java.time.Duration;

/** Fills the company with conversations: as the product made one of them, it makes the others. */
final class Conversations {
  private static final String MORE =
      """
      with model as (
        select c, k, m from conversation c
        join contact k on k.company_id = c.company_id and k.id = c.contact_id
        join message m on m.company_id = c.company_id and m.conversation_id = c.id
        where c.company_id = %1$d limit 1
      ), fresh as materialized (
        select nextval('switchboard_id') as contact_id, nextval('switchboard_id') as id,
          nextval('switchboard_id') as message_id, gen_random_uuid() as name,
          now() - n * interval '1 second' as at
        from generate_series(1, %2$d) n
      ), contacts as (
        insert into contact select copy.* from fresh, model, jsonb_populate_record(k,
          jsonb_build_object('id', contact_id, 'external_id', name, 'first_seen_at', at)) copy
      ), conversations as (
        insert into conversation select copy.* from fresh, model, jsonb_populate_record(c,
          jsonb_build_object('id', id, 'contact_id', contact_id, 'last_activity_at', at,
            'last_message_at', at, 'last_incoming_at', at, 'created_at', at, 'updated_at', at)) copy
      )
      insert into message select copy.* from fresh, model, jsonb_populate_record(m,
        jsonb_build_object('id', message_id, 'conversation_id', fresh.id, 'external_id', name,
          'sent_at', at, 'created_at', at)) copy""";

  private final Scene scene;

  Conversations(Scene scene) {
    this.scene = scene;
  }

  void fill(int atLeast) {
    var server = scene.server();
    var there = count();
    if (there == 0) {
      first();
      there = count();
    }
    if (there < atLeast) {
      server.run(MORE.formatted(scene.company(), atLeast - there));
      server.run("vacuum analyze contact, conversation, message");
    }
  }

  private void first() {
    var posts = new Webhooks(Scene.PAGE, "first" + System.nanoTime(), 1, 1);
    new HttpLoad(scene.product().address(), 1, Arrivals.everySecond(1), posts::post)
        .run(Duration.ofMillis(500));
    new Backlog(scene.server()).awaitNone(Duration.ofSeconds(30));
  }

  private long count() {
    return scene
        .server()
        .number("select count(*) from conversation where company_id = " + scene.company());
  }
}

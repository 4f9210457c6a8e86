package dev.switchboard.meta.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GraphReadsTest {
  private final MetaSandbox sandbox =
      MetaSandbox.start(MetaSandbox.Options.of("secret", new SettableClock()));
  private final Product product = new Product(sandbox);
  private final SandboxAccount page = sandbox.page("100", "page-token");
  private final Customer ada = sandbox.customer("100", "1");

  @AfterEach
  void stop() {
    product.close();
    sandbox.close();
  }

  @Test
  void whoWroteHasAName() throws IOException {
    assertThat(product.get("/v25.0/1?fields=name", "page-token").statusCode()).isEqualTo(400);
    ada.says("hi");

    var profile = Product.json(product.get("/v25.0/1?fields=name,profile_pic", "page-token"));

    assertThat(profile.path("name").asText()).contains(" ");
    assertThat(profile.path("profile_pic").asText()).endsWith("/pictures/1.svg");
    assertThat(product.raw("GET", "/pictures/1.svg", "", "").body()).startsWith("<svg");
  }

  @Test
  void aConversationCanBeLookedUp() throws IOException {
    var heard = ada.says("hi");
    product.send(page, "1", "{\"text\":\"hello\"}");

    var found = Product.json(product.get("/v25.0/100/conversations?user_id=1", "page-token"));
    var id = found.at("/data/0/id").asText();
    var messages = Product.json(product.get("/v25.0/" + id + "/messages?fields=id", "page-token"));

    assertThat(messages.at("/data/0/id").asText()).isEqualTo(ada.heard().getFirst().mid());
    assertThat(messages.at("/data/0/message").asText()).isEqualTo("hello");
    assertThat(messages.at("/data/1/id").asText()).isEqualTo(heard);
    assertThat(Product.json(product.get("/100/conversations?user_id=9", "page-token")).path("data"))
        .isEmpty();
  }

  @Test
  void aLoginLeadsToPageTokens() throws IOException {
    var code = "?client_id=4&client_secret=secret&redirect_uri=x&code=abc";
    var user =
        Product.json(product.raw("GET", "/v25.0/oauth/access_token" + code, "", ""))
            .path("access_token")
            .asText();

    var accounts = Product.json(product.get("/me/accounts", user));
    assertThat(accounts.at("/data/0/access_token").asText()).isEqualTo("page-token");
    var app = sandbox.options().appId() + "%7Csecret";
    var debug = "/debug_token?input_token=page-token&access_token=" + app;
    var data = Product.json(product.raw("GET", debug, "page-token", ""));
    assertThat(data.path("error").isMissingNode()).isFalse(); // the header comes first
    var told = Product.json(product.get("/debug_token?input_token=page-token", "page-token"));
    assertThat(told.at("/data/is_valid").asBoolean()).isTrue();
    sandbox.expire("page-token");
    told = Product.json(product.get("/debug_token?input_token=page-token", user));
    assertThat(told.at("/data/is_valid").asBoolean()).isFalse();
    assertThat(
            product
                .raw("GET", "/oauth/access_token?client_secret=wrong&code=abc", "", "")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void subscriptionsAreKept() throws IOException {
    var path = "/v25.0/100/subscribed_apps";
    assertThat(Product.json(product.get(path, "page-token")).path("data")).isEmpty();

    product.call("POST", path + "?subscribed_fields=messages,message_reads", "page-token", "");
    assertThat(Product.json(product.get(path, "page-token")).at("/data/0/subscribed_fields"))
        .hasSize(2);

    product.call("DELETE", path, "page-token", "");
    assertThat(Product.json(product.get(path, "page-token")).path("data")).isEmpty();
  }

  @Test
  void takesConversionEventsAndAttachments() throws IOException {
    var events = product.call("POST", "/v25.0/900/events", "page-token", "{\"data\":[{},{}]}");
    assertThat(Product.json(events).path("events_received").asInt()).isEqualTo(2);

    var upload = product.call("POST", "/v25.0/100/message_attachments", "page-token", "{}");
    assertThat(Product.json(upload).path("attachment_id").asText()).isNotEmpty();
  }
}

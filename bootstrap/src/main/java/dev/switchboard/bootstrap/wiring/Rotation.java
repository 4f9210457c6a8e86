package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.assignment.AssignChat;
import dev.switchboard.application.assignment.AssignConversations;
import dev.switchboard.application.assignment.DrainBacklog;
import dev.switchboard.application.assignment.Duties;
import dev.switchboard.application.assignment.ReassignFrom;

/** Who gets which conversation; used by webhooks, the inbox and accounts alike. */
record Rotation(
    AssignConversations assign, DrainBacklog drainBacklog, AssignChat assignChat, Duties duties) {

  static Rotation of(Core core, Ports ports) {
    var assign = new AssignConversations(ports.roster(), ports.decisions(), core.ids());
    var drain =
        new DrainBacklog(
            core.transactions(),
            ports.conversations(),
            assign,
            ports.streams(),
            core.clock(),
            core.others());
    return new Rotation(
        assign,
        drain,
        new AssignChat(
            core.transactions(),
            ports.rights(),
            ports.conversations(),
            ports.roster(),
            ports.decisions(),
            ports.streams(),
            drain,
            ports.audit(),
            core.ids(),
            core.clock()),
        new Duties(
            new ReassignFrom(
                core.transactions(),
                ports.conversations(),
                ports.roster(),
                assign,
                ports.streams(),
                core.clock()),
            drain));
  }
}

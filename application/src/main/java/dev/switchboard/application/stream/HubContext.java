package dev.switchboard.application.stream;

import dev.switchboard.application.Json;
import dev.switchboard.application.conversation.Conversations;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What the parts of a hub share.
 *
 * @param executor for work that waits for the storage or for a client
 * @param backlog of all sockets
 */
record HubContext(
    StreamReader reader,
    LivePermissions permissions,
    Conversations conversations,
    Json json,
    Clock clock,
    HubLimits limits,
    Cluster cluster,
    Executor executor,
    Backlog backlog) {}

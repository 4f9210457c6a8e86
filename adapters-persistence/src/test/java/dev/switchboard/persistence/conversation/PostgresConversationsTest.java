package dev.switchboard.persistence.conversation;

import dev.switchboard.application.conversation.ConversationsContract;

class PostgresConversationsTest extends PostgresConversationPorts
    implements ConversationsContract {}

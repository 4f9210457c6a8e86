package dev.switchboard.application.conversation;

class InMemoryConversationsTest extends InMemoryConversationPorts
    implements ConversationsContract {}

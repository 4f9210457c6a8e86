package dev.switchboard.domain.message;

/** Why a message did not go out: a stable code and a sentence for the agent. */
public record MessageError(String code, String detail) {}

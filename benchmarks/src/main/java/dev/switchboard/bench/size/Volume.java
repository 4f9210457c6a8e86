package dev.switchboard.bench.size;

/**
 * How much a database holds. Agents and what a page shows are the same at every size.
 *
 * @param companies beside the measured one
 * @param chats of the measured company
 * @param others chats of all other companies together; ten messages a chat on average
 * @param longest messages of the longest chat
 * @param direct messages between the measured company's users
 * @param events on the streams, within the last hour
 * @param members users of the measured company who take no chats
 */
record Volume(
    String name,
    int companies,
    int chats,
    int others,
    int longest,
    int direct,
    int reports,
    int events,
    int members) {
  static final int AGENTS = 50;
  static final Volume SMALL = new Volume("small", 1, 1_000, 0, 200, 2_000, 500, 2_000, 50);
  static final Volume LARGE =
      new Volume("large", 199, 100_000, 400_000, 100_000, 500_000, 50_000, 300_000, 2_000);

  int allChats() {
    return chats + others;
  }
}

package dev.switchboard.bench.overload;

/** What a request asks for, from what the product should refuse last to what first. */
enum Kind {
  WEBHOOK,
  WRITE,
  LIST,
  REPORT;

  private static final int CYCLE = 20;

  /** The n-th of a mix: 8 webhooks, 6 writes, 5 lists and a report in each twenty. */
  static Kind of(long n) {
    int place = (int) (n * 7 % CYCLE); // spread, so that none comes in a row
    return place < 8 ? WEBHOOK : place < 14 ? WRITE : place < 19 ? LIST : REPORT;
  }
}

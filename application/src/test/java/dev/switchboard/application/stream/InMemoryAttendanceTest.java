package dev.switchboard.application.stream;

class InMemoryAttendanceTest implements AttendanceContract {
  private final InMemoryAttendance here = new InMemoryAttendance();
  private final Attendance there = here.anotherNode();
  private final Attendance yonder = here.anotherNode();

  @Override
  public Attendance here() {
    return here;
  }

  @Override
  public Attendance there() {
    return there;
  }

  @Override
  public Attendance yonder() {
    return yonder;
  }
}

package dev.switchboard.chaos.check;

import dev.switchboard.chaos.history.History;
import dev.switchboard.chaos.history.Sight.Broken;
import java.util.List;

/** What a fault itself looks for, such as how long a stop took. */
final class DrillsPassed implements Checker {
  @Override
  public String promise() {
    return "what each drill itself looks for";
  }

  @Override
  public List<String> violations(History history) {
    return history.sights(Broken.class).stream().map(Broken::promise).toList();
  }
}

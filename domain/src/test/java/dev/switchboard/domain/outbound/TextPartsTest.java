package dev.switchboard.domain.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.channel.Platform;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TextPartsTest {
  @Test
  void anEmptyTextHasNoParts() {
    assertThat(TextParts.split(Platform.FACEBOOK, "")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"FACEBOOK,2000", "INSTAGRAM,1000", "WHATSAPP,4096", "SMS,1600"})
  void aTextOfExactlyTheLimitIsOnePart(Platform platform, int limit) {
    assertThat(TextParts.split(platform, "a".repeat(limit))).hasSize(1);
    assertThat(TextParts.split(platform, "a".repeat(limit + 1)))
        .containsExactly("a".repeat(limit), "a");
  }

  @Test
  void ourOwnChatIsNeverCut() {
    assertThat(TextParts.split(Platform.WEB, "a".repeat(100_000))).hasSize(1);
  }

  @Test
  void instagramCountsBytesAndNotCharacters() {
    var parts = TextParts.split(Platform.INSTAGRAM, "ä".repeat(501));

    assertThat(parts).containsExactly("ä".repeat(500), "ä");
  }

  @ParameterizedTest
  @CsvSource({"7f,1000", "80,500", "7ff,500", "800,333", "ffff,333", "10000,250"})
  void aCharacterTakesAsManyBytesAsInUtf8(String codePoint, int fit) {
    var character = Character.toString(HexFormat.fromHexDigits(codePoint));

    assertThat(TextParts.split(Platform.INSTAGRAM, character.repeat(fit))).hasSize(1);
    assertThat(TextParts.split(Platform.INSTAGRAM, character.repeat(fit + 1)))
        .containsExactly(character.repeat(fit), character);
  }

  @Test
  void aSurrogatePairIsNeverSplit() {
    var parts = TextParts.split(Platform.INSTAGRAM, "a" + "😀".repeat(300));

    assertThat(parts.getFirst()).isEqualTo("a" + "😀".repeat(249));
    assertThat(String.join("", parts)).isEqualTo("a" + "😀".repeat(300));
  }

  @Test
  void aFamilyOfEmojiStaysTogether() {
    var family = "👩‍👩‍👧‍👦";
    var text = "a".repeat(995) + family;

    assertThat(TextParts.split(Platform.INSTAGRAM, text)).containsExactly("a".repeat(995), family);
  }

  @Test
  void anEndlessClusterIsCutBetweenCodePoints() {
    var text = "e" + "\u0301".repeat(3_000);

    var parts = TextParts.split(Platform.FACEBOOK, text);

    assertThat(parts).hasSize(2);
    assertThat(String.join("", parts)).isEqualTo(text);
  }

  @Test
  void cutsAtALineBreakRatherThanAtASpace() {
    var text = "a".repeat(1_500) + "\n" + "b".repeat(300) + " " + "c".repeat(400);

    assertThat(TextParts.split(Platform.FACEBOOK, text))
        .containsExactly("a".repeat(1_500) + "\n", "b".repeat(300) + " " + "c".repeat(400));
  }

  @Test
  void cutsAtASpaceRatherThanInAWord() {
    var text = "a".repeat(1_990) + " " + "b".repeat(100);

    assertThat(TextParts.split(Platform.FACEBOOK, text))
        .containsExactly("a".repeat(1_990) + " ", "b".repeat(100));
  }

  @Test
  void aSpaceInTheFirstHalfOfAPieceIsTooEarly() {
    var early = "a".repeat(999) + " " + "b".repeat(1_500);
    var late = "a".repeat(1_000) + " " + "b".repeat(1_500);

    assertThat(TextParts.split(Platform.FACEBOOK, early).getFirst()).hasSize(2_000);
    assertThat(TextParts.split(Platform.FACEBOOK, late).getFirst()).hasSize(1_001);
  }

  @Test
  void laterPiecesAreCutAsTheFirst() {
    var unbroken = "c".repeat(2_000);
    var spaced = "d".repeat(1_500) + " ";
    var text = unbroken + spaced + "e".repeat(1_000);

    assertThat(TextParts.split(Platform.FACEBOOK, text))
        .containsExactly(unbroken, spaced, "e".repeat(1_000));
    assertThat(
            TextParts.split(Platform.FACEBOOK, "f".repeat(1_500) + "\n" + "g".repeat(2_500)).get(1))
        .isEqualTo("g".repeat(2_000));
  }

  @Test
  void aFamilyInALaterPieceStaysTogetherToo() {
    var family = "👩‍👩‍👧‍👦";
    var text = "a".repeat(1_000) + "b".repeat(995) + family;

    assertThat(TextParts.split(Platform.INSTAGRAM, text))
        .containsExactly("a".repeat(1_000), "b".repeat(995), family);
  }

  @ParameterizedTest
  @EnumSource(Platform.class)
  void losesNothingAndKeepsEveryLimitWhateverTheText(Platform platform) {
    var random = new Random(7);
    for (int round = 0; round < 50; round++) {
      var text = random.ints(3_000, 0, 6).mapToObj(TextPartsTest::piece).reduce("", String::concat);

      var parts = TextParts.split(platform, text);

      assertThat(String.join("", parts)).isEqualTo(text);
      assertThat(parts)
          .allSatisfy(
              part -> assertThat(size(platform, part)).isLessThanOrEqualTo(limit(platform)));
    }
  }

  private static String piece(int choice) {
    return new String[] {"a", "ä", "€", "😀", " ", "\n"}[choice];
  }

  private static int size(Platform platform, String part) {
    return platform == Platform.INSTAGRAM
        ? part.getBytes(UTF_8).length
        : part.codePointCount(0, part.length());
  }

  private static int limit(Platform platform) {
    return switch (platform) {
      case FACEBOOK -> 2_000;
      case INSTAGRAM -> 1_000;
      case WHATSAPP -> 4_096;
      case SMS -> 1_600;
      case WEB -> Integer.MAX_VALUE;
    };
  }
}

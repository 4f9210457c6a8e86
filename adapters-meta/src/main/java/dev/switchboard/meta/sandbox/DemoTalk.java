package dev.switchboard.meta.sandbox;

import java.util.List;

/** What demo customers say, line after line as they are answered. */
final class DemoTalk {
  static final String PICTURE = "https://pictures.example/parcel.jpg";

  static final List<List<String>> TALKS =
      List.of(
          List.of(
              "Hi! Is the blue jacket still available in size M?",
              "Great. How long does delivery to Gothenburg take?",
              "Perfect, I'll order it tonight. Thanks! 🙏"),
          List.of(
              "My order 48213 has not arrived yet 😕",
              "It was placed on the 3rd, the tracking page shows nothing.",
              "OK, please let me know as soon as you hear from the carrier.",
              "Thank you for looking into it."),
          List.of(
              "Hola, ¿abren los domingos?", "¿Y a qué hora cierran?", "¡Genial, muchas gracias!"),
          List.of(
              "Guten Tag, ich möchte meine Buchung für Samstag ändern.",
              "Wir wären jetzt zu sechst statt zu viert.",
              "Wunderbar, dann bis Samstag. Schöne Grüße!"),
          List.of(
              "Bonjour, je n'ai pas reçu ma facture de mars.",
              "C'est au nom de « Boulangerie Lefèvre ».",
              "Reçu, merci beaucoup !"),
          List.of("مرحبا، هل لديكم توصيل إلى عمّان؟", "ممتاز، كم تكلفة التوصيل؟", "شكرا جزيلا 🌷"),
          List.of(
              "Can I return a gift without the receipt?",
              "It was bought about two weeks ago, the tags are still on.",
              "Lovely, I'll drop by tomorrow."),
          List.of("こんにちは。英語のメニューはありますか？", "ありがとうございます！"));

  private DemoTalk() {}
}

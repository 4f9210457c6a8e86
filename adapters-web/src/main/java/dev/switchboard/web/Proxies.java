package dev.switchboard.web;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The reverse proxies whose word on the client is believed. From anybody else {@code X-Forwarded-*}
 * is what an attacker writes, and is not read.
 */
public record Proxies(List<Network> trusted) {
  /** Without any, the client is who is connected. */
  public static final Proxies NONE = new Proxies(List.of());

  public Proxies {
    trusted = List.copyOf(trusted);
  }

  /** All addresses that share the first {@code bits} bits. */
  public record Network(InetAddress address, int bits) {
    /**
     * @param text an address, or a network such as {@code 10.0.0.0/8}; never a host name
     * @throws IllegalArgumentException it is neither
     */
    public static Network parse(String text) {
      var slash = text.indexOf('/');
      var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      var most = address.getAddress().length * Byte.SIZE;
      var bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > most) {
        throw new IllegalArgumentException("no network: " + text);
      }
      return new Network(address, bits);
    }

    boolean contains(InetAddress other) {
      var mine = address.getAddress();
      var theirs = other.getAddress();
      var whole = bits / Byte.SIZE;
      if (mine.length != theirs.length || !Arrays.equals(mine, 0, whole, theirs, 0, whole)) {
        return false;
      }
      var rest = bits % Byte.SIZE;
      return rest == 0 || (mine[whole] ^ theirs[whole]) >> (Byte.SIZE - rest) == 0;
    }
  }

  /**
   * @throws IllegalArgumentException one of them is neither an address nor a network
   */
  public static Proxies of(List<String> networks) {
    return new Proxies(networks.stream().map(Network::parse).toList());
  }

  /**
   * The hop nearest to us that is no proxy of ours: each proxy adds on the right whom it talked to,
   * and everything left of that hop is hearsay.
   *
   * @param peer who is connected
   * @param forwardedFor all values of {@code X-Forwarded-For}, null for none
   */
  String client(String peer, String forwardedFor) {
    var nearest = literal(peer);
    if (forwardedFor == null || nearest.filter(this::trusts).isEmpty()) {
      return peer;
    }
    var hops = forwardedFor.split(",", -1);
    for (int i = hops.length - 1; i >= 0 && nearest.filter(this::trusts).isPresent(); i--) {
      var hop = literal(withoutPort(hops[i].strip()));
      if (hop.isEmpty()) {
        break; // "unknown", or nonsense: the last proxy is the best that is known
      }
      nearest = hop;
    }
    return nearest.map(InetAddress::getHostAddress).orElse(peer);
  }

  /** The scheme the client used, as far as a trusted proxy says; the nearest proxy's word. */
  String scheme(String peer, String forwardedProto, String own) {
    if (forwardedProto == null || literal(peer).filter(this::trusts).isEmpty()) {
      return own;
    }
    var said = forwardedProto.substring(forwardedProto.lastIndexOf(',') + 1).strip();
    return said.equalsIgnoreCase("https") ? "https" : "http";
  }

  private boolean trusts(InetAddress address) {
    return trusted.stream().anyMatch(network -> network.contains(address));
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** {@code 192.0.2.1:4711} and {@code [2001:db8::1]:4711} are seen in the wild. */
  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      var end = hop.indexOf(']');
      return end < 0 ? hop : hop.substring(1, end);
    }
    var colon = hop.indexOf(':');
    return colon > 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
  }
}

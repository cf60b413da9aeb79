package io.portfolioplatform.ratelimit.key;

import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;

/**
 * A network of IP addresses: the first address, and which leading bits all of its
 * addresses share.
 *
 * @param network the first address
 * @param highMask the bits shared among the first 64
 * @param lowMask the bits shared among the last 64
 */
record Cidr(Address network, long highMask, long lowMask) {

	/**
	 * Read a network.
	 * @param text such as {@code 10.0.0.0/8}, {@code fd00::/8} or a single address
	 * @return the network
	 * @throws InvalidRateLimitException if the text is neither
	 */
	static Cidr parse(String text) {
		String[] parts = text.strip().split("/", 2);
		Address address = Address.parse(parts[0]);
		if (address != null) {
			int all = address.ipv6() ? 128 : 32;
			int bits = (parts.length == 1) ? all : bits(parts[1]);
			if (bits >= 0 && bits <= all) {
				return of(address, 128 - all + bits);
			}
		}
		throw new InvalidRateLimitException(
				"'platform.ratelimit.client-ip.trusted-proxies' contains '" + text + "', which is no network",
				"Write an address with a prefix length, such as 10.0.0.0/8 or fd00::/8.");
	}

	private static Cidr of(Address network, int bits) {
		return new Cidr(network, leading(Math.min(bits, 64)), leading(Math.max(bits - 64, 0)));
	}

	private static long leading(int bits) {
		return (bits > 0) ? -1L << (64 - bits) : 0;
	}

	boolean contains(Address address) {
		return address.ipv6() == this.network.ipv6() && ((address.high() ^ this.network.high()) & this.highMask) == 0
				&& ((address.low() ^ this.network.low()) & this.lowMask) == 0;
	}

	private static int bits(String text) {
		return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
	}

}

package io.portfolioplatform.ratelimit.key;

import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;

/**
 * A network of IP addresses: the first address, and how many leading bits all of its
 * addresses share.
 */
final class Cidr {

	private final byte[] network;

	private final int bits;

	private Cidr(byte[] network, int bits) {
		this.network = network;
		this.bits = bits;
	}

	/**
	 * Read a network.
	 * @param text such as {@code 10.0.0.0/8}, {@code fd00::/8} or a single address
	 * @return the network
	 * @throws InvalidRateLimitException if the text is neither
	 */
	static Cidr parse(String text) {
		String[] parts = text.strip().split("/", 2);
		byte[] network = Addresses.parse(parts[0]);
		if (network != null) {
			int all = network.length * 8;
			int bits = (parts.length == 1) ? all : bits(parts[1]);
			if (bits >= 0 && bits <= all) {
				return new Cidr(network, bits);
			}
		}
		throw new InvalidRateLimitException(
				"'platform.ratelimit.client-ip.trusted-proxies' contains '" + text + "', which is no network",
				"Write an address with a prefix length, such as 10.0.0.0/8 or fd00::/8.");
	}

	boolean contains(byte[] address) {
		if (address.length != this.network.length) {
			return false;
		}
		for (int bit = 0; bit < this.bits; bit++) {
			int mask = 0x80 >> (bit % 8);
			if ((address[bit / 8] & mask) != (this.network[bit / 8] & mask)) {
				return false;
			}
		}
		return true;
	}

	private static int bits(String text) {
		return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
	}

}

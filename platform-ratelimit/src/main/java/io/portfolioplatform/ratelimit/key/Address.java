package io.portfolioplatform.ratelimit.key;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A literal IP address, read without ever asking a name server. One of IPv4 has the bits
 * of its IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2).
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 * @param text how it is written
 */
record Address(long high, long low, String text) {

	private static final long IPV4_MAPPED = 0xffffL << Integer.SIZE;

	private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

	/**
	 * Read an address.
	 * @param literal four decimal numbers or an IPv6 address, perhaps in brackets
	 * @return the address, or {@code null} if it is no literal address
	 */
	static @Nullable Address parse(String literal) {
		String address = literal.strip();
		if (address.startsWith("[") && address.endsWith("]")) {
			address = address.substring(1, address.length() - 1);
		}
		return (address.indexOf(':') < 0) ? ipv4(address) : ipv6(address);
	}

	/**
	 * Read four decimal numbers. There is one way to write each address, so that its text
	 * can be kept.
	 */
	private static @Nullable Address ipv4(String text) {
		long address = 0;
		int parts = 0;
		int value = -1;
		for (int index = 0; index <= text.length(); index++) {
			char next = (index < text.length()) ? text.charAt(index) : '.';
			if (next == '.') {
				if (value < 0 || parts == 4) {
					return null;
				}
				address = address << Byte.SIZE | value;
				parts++;
				value = -1;
			}
			// What begins with a zero is octal to some.
			else if (next < '0' || next > '9' || value == 0) {
				return null;
			}
			else {
				value = 10 * Math.max(0, value) + next - '0';
				if (value > 255) {
					return null;
				}
			}
		}
		return (parts == 4) ? new Address(0, IPV4_MAPPED | address, text) : null;
	}

	private static @Nullable Address ipv6(String text) {
		if (!IPV6_CHARACTERS.matcher(text).matches()) {
			return null;
		}
		try {
			InetAddress address = InetAddress.getByName(text);
			if (address.getAddress().length == Integer.BYTES) {
				// An IPv4 address that was written as one of IPv6.
				return ipv4(address.getHostAddress());
			}
			ByteBuffer bits = ByteBuffer.wrap(address.getAddress());
			return new Address(bits.getLong(), bits.getLong(), text);
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

	/**
	 * Return whether it is an address of IPv6 only.
	 * @return {@code false} for one of IPv4
	 */
	boolean ipv6() {
		return this.high != 0 || (this.low & -1L << Integer.SIZE) != IPV4_MAPPED;
	}

	/**
	 * Return whom to count: an IPv4 address, or the /64 network that one IPv6 customer
	 * has at least.
	 * @return a text that is the same for all addresses counted together
	 */
	String countedAs() {
		if (!ipv6()) {
			return this.text;
		}
		try {
			byte[] network = ByteBuffer.allocate(2 * Long.BYTES).putLong(this.high).array();
			return InetAddress.getByAddress(network).getHostAddress() + "/64";
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException("An address has 16 bytes", ex);
		}
	}

}

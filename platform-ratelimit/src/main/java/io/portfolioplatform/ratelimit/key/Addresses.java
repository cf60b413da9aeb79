package io.portfolioplatform.ratelimit.key;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Literal IP addresses, read without ever asking a name server.
 */
final class Addresses {

	private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

	private Addresses() {
	}

	/**
	 * Read an address.
	 * @param literal four decimal numbers or an IPv6 address, perhaps in brackets
	 * @return 4 or 16 bytes, or {@code null} if it is no literal address
	 */
	static byte @Nullable [] parse(String literal) {
		String address = literal.strip();
		if (address.startsWith("[") && address.endsWith("]")) {
			address = address.substring(1, address.length() - 1);
		}
		return (address.indexOf(':') < 0) ? ipv4(address) : ipv6(address);
	}

	private static byte @Nullable [] ipv4(String text) {
		byte[] address = new byte[4];
		int part = 0;
		int value = -1;
		for (int index = 0; index <= text.length(); index++) {
			char next = (index < text.length()) ? text.charAt(index) : '.';
			if (next == '.') {
				if (value < 0 || part == 4) {
					return null;
				}
				address[part++] = (byte) value;
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
		return (part == 4) ? address : null;
	}

	private static byte @Nullable [] ipv6(String address) {
		if (!IPV6_CHARACTERS.matcher(address).matches()) {
			return null;
		}
		try {
			return InetAddress.getByName(address).getAddress();
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

	/**
	 * Return whom to count: an IPv4 address, or the /64 network that one IPv6 customer
	 * has at least.
	 * @param address 4 or 16 bytes
	 * @return a text that is the same for all addresses counted together
	 */
	static String countedAs(byte[] address) {
		if (address.length == 4) {
			return (address[0] & 0xff) + "." + (address[1] & 0xff) + "." + (address[2] & 0xff) + "."
					+ (address[3] & 0xff);
		}
		try {
			byte[] network = Arrays.copyOf(Arrays.copyOf(address, 8), 16);
			return InetAddress.getByAddress(network).getHostAddress() + "/64";
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException("An address has 4 or 16 bytes", ex);
		}
	}

}

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

	private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");

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
		if (!IPV4.matcher(address).matches() && !IPV6_CHARACTERS.matcher(address).matches()) {
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
		try {
			if (address.length == 4) {
				return InetAddress.getByAddress(address).getHostAddress();
			}
			byte[] network = Arrays.copyOf(Arrays.copyOf(address, 8), 16);
			return InetAddress.getByAddress(network).getHostAddress() + "/64";
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException("An address has 4 or 16 bytes", ex);
		}
	}

}

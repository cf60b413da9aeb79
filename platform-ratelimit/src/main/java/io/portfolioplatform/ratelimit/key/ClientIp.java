package io.portfolioplatform.ratelimit.key;

import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Finds the address of the client that a request really comes from: the rightmost one
 * that no trusted proxy has, since everything left of it is what the client claims.
 */
public final class ClientIp {

	private final List<Cidr> trustedProxies;

	private final String header;

	/**
	 * Create the rule.
	 * @param trustedProxies networks whose machines append to the header truthfully
	 * @param header the header the proxies append to
	 */
	public ClientIp(List<String> trustedProxies, String header) {
		this.trustedProxies = trustedProxies.stream().map(Cidr::parse).toList();
		this.header = header;
	}

	/**
	 * Return whom to count for a request.
	 * @param request the request, as any filter sees it
	 * @return an IPv4 address or an IPv6 /64 network
	 */
	public String of(HttpServletRequest request) {
		HttpServletRequest received = unwrap(request);
		return of(received.getRemoteAddr(), () -> joined(received.getHeaders(this.header)));
	}

	/**
	 * Return whom to count for a connection.
	 * @param remote the address at the other end
	 * @param headers the header's lines as they were received, by its name
	 * @return an IPv4 address or an IPv6 /64 network
	 */
	public String of(String remote, Function<String, List<String>> headers) {
		return of(remote, () -> joined(Collections.enumeration(headers.apply(this.header))));
	}

	private String of(String remote, Supplier<@Nullable String> claims) {
		Address client = Address.parse(remote);
		if (client == null) {
			return remote;
		}
		if (isTrusted(client)) {
			client = beyondProxies(client, claims.get());
		}
		return client.countedAs();
	}

	/**
	 * Several lines of a header are one list (RFC 9110, 5.3). Most requests have one.
	 */
	private static @Nullable String joined(Enumeration<String> lines) {
		if (!lines.hasMoreElements()) {
			return null;
		}
		String first = lines.nextElement();
		return lines.hasMoreElements() ? first + "," + String.join(",", Collections.list(lines)) : first;
	}

	/**
	 * Some proxies write {@code 192.0.2.1:443} or {@code [2001:db8::1]:443}.
	 */
	private static String withoutPort(String claim) {
		int colon = claim.lastIndexOf(':');
		boolean port = colon > 0 && (claim.indexOf(':') == colon || claim.charAt(colon - 1) == ']');
		return port ? claim.substring(0, colon) : claim;
	}

	/**
	 * Go through what proxies have appended, from the right, as far as proxies speak.
	 */
	private Address beyondProxies(Address proxy, @Nullable String claims) {
		if (claims == null) {
			return proxy;
		}
		Address client = proxy;
		for (int end = claims.length(); end >= 0 && isTrusted(client);) {
			int comma = claims.lastIndexOf(',', end - 1);
			Address previous = Address.parse(withoutPort(claims.substring(comma + 1, end)));
			if (previous == null) {
				return client;
			}
			client = previous;
			end = comma;
		}
		return client;
	}

	/**
	 * Undo what filters made of the request: Spring's ForwardedHeaderFilter takes the
	 * leftmost address, which the client is free to invent.
	 */
	private static HttpServletRequest unwrap(HttpServletRequest request) {
		ServletRequest innermost = request;
		while (innermost instanceof ServletRequestWrapper wrapper) {
			innermost = wrapper.getRequest();
		}
		return (HttpServletRequest) innermost;
	}

	private boolean isTrusted(Address address) {
		for (Cidr network : this.trustedProxies) {
			if (network.contains(address)) {
				return true;
			}
		}
		return false;
	}

}

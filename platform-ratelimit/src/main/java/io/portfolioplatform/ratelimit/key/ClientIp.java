package io.portfolioplatform.ratelimit.key;

import java.util.Collections;
import java.util.List;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;

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
		byte[] client = Addresses.parse(received.getRemoteAddr());
		if (client == null) {
			return received.getRemoteAddr();
		}
		List<String> claims = claims(received);
		for (int index = claims.size() - 1; index >= 0 && isTrusted(client); index--) {
			byte[] previous = Addresses.parse(claims.get(index));
			if (previous == null) {
				break;
			}
			client = previous;
		}
		return Addresses.countedAs(client);
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

	private List<String> claims(HttpServletRequest request) {
		return Collections.list(request.getHeaders(this.header))
			.stream()
			.flatMap((value) -> List.of(value.split(",")).stream())
			.toList();
	}

	private boolean isTrusted(byte[] address) {
		return this.trustedProxies.stream().anyMatch((network) -> network.contains(address));
	}

}

package io.portfolioplatform.ratelimit.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.portfolioplatform.ratelimit.key.ClientIp;
import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockServletContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any text as the key of a route, by {@code fuzz/run}; here the inputs that were kept.
 */
class RequestExpressionFuzzTests {

	private static final ClientIp CLIENT_IP = new ClientIp(List.of("127.0.0.0/8"), "X-Forwarded-For");

	/** What makes a long text of a short one says nothing about keys. */
	private static final Pattern LONG = Pattern.compile("repeat|format|indent");

	/**
	 * It selects a key or none of every request, or is refused with a cure. The container
	 * behind a request is out of reach.
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		String text = new String(input, StandardCharsets.UTF_8);
		if (LONG.matcher(text).find()) {
			return;
		}
		try {
			KeySource key = RequestExpression.parse(text, "platform.ratelimit.routes[0].key");
			evaluate(key, "GET", null, "/");
			evaluate(key, "POST", "ada", "/api/portfolios;x=1/%2F");
		}
		catch (InvalidRateLimitException ex) {
			check(ex.getMessage().contains("platform.ratelimit.routes[0].key"), ex.getMessage());
			check(!ex.getCure().isBlank(), "no cure");
		}
	}

	private static String evaluate(KeySource key, String method, String user, String path) {
		Container container = new Container();
		MockHttpServletRequest request = new MockHttpServletRequest(container, method, path);
		request.addHeader("X-Forwarded-For", "2001:db8::1");
		if (user != null) {
			request.addHeader("X-Device", "phone");
			request.setUserPrincipal(() -> user);
		}
		String selected = key.of(new ServletLimitedRequest(request, CLIENT_IP));
		check(selected == null || selected.length() > "expression:".length(), "an empty key");
		check(!container.reached && request.getSession(false) == null, "more than the request was reached");
		return selected;
	}

	private static void check(boolean held, String what) {
		if (!held) {
			throw new AssertionError(what);
		}
	}

	/** Otherwise a million inputs would only show that everything is refused. */
	@Test
	void evaluatesWhatIsRight() throws IOException {
		for (String seed : List.of("header", "join", "method")) {
			String text = Files.readString(Path.of("src/test/resources/fuzz/limit-key", seed)).strip();
			KeySource key = RequestExpression.parse(text, "platform.ratelimit.routes[0].key");
			assertThat(evaluate(key, "POST", "ada", "/")).as(seed).isNotNull();
		}
	}

	static Stream<Path> kept() throws IOException {
		return Files.list(Path.of("src/test/resources/fuzz/limit-key"));
	}

	@ParameterizedTest
	@MethodSource
	void kept(Path input) throws IOException {
		fuzzerTestOneInput(Files.readAllBytes(input));
	}

	/**
	 * Tells when it is asked for anything.
	 */
	private static final class Container extends MockServletContext {

		private boolean reached;

		@Override
		public ClassLoader getClassLoader() {
			this.reached = true;
			return super.getClassLoader();
		}

		@Override
		public Object getAttribute(String name) {
			this.reached = true;
			return super.getAttribute(name);
		}

	}

}

package io.portfolioplatform.ratelimit.key;

import java.util.List;
import java.util.Random;

import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ClientIpTests {

	private static final String HEADER = "X-Forwarded-For";

	private final ClientIp clientIp = new ClientIp(List.of("10.0.0.0/8", "fd00::/8"), HEADER);

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", value = { "203.0.113.7 | - | 203.0.113.7",
			"203.0.113.7 | 1.2.3.4 | 203.0.113.7", "10.0.0.1 | 198.51.100.9 | 198.51.100.9",
			"10.0.0.1 | 1.1.1.1, 198.51.100.9 | 198.51.100.9", "10.0.0.1 | 198.51.100.9, 10.2.3.4 | 198.51.100.9",
			"10.0.0.1 | 6.6.6.6, 198.51.100.9, 10.9.9.9, 10.2.3.4 | 198.51.100.9", "10.0.0.1 | - | 10.0.0.1",
			"10.0.0.1 | unknown | 10.0.0.1", "10.0.0.1 | 198.51.100.256 | 10.0.0.1", "10.0.0.1 | 198.51.100 | 10.0.0.1",
			"10.0.0.1 | 198.51.100.09 | 10.0.0.1", "10.0.0.1 | 198.51.100.9.1 | 10.0.0.1",
			"10.0.0.1 | 198.51..9 | 10.0.0.1", "10.0.0.1 | 0.10.255.0 | 0.10.255.0", "10.0.0.1 | ,, | 10.0.0.1",
			"10.0.0.1 | 1.1.1.1, , 10.9.9.9 | 10.9.9.9", "10.0.0.1 | 198.51.100.9, garbage | 10.0.0.1",
			"fd00::1 | 2001:db8:1:2:3:4:5:6 | 2001:db8:1:2:0:0:0:0/64",
			"fd00::1 | [2001:db8:1:2::9] | 2001:db8:1:2:0:0:0:0/64", "10.0.0.1 | 198.51.100.9:52344 | 198.51.100.9",
			"10.0.0.1 | 6.6.6.6, 198.51.100.9:1, 10.2.3.4:443 | 198.51.100.9",
			"fd00::1 | [2001:db8:1:2::9]:443 | 2001:db8:1:2:0:0:0:0/64", "10.0.0.1 | :443 | 10.0.0.1" })
	void takesTheRightmostAddressThatIsNoProxys(String remote, String header, String expected) {
		assertThat(this.clientIp.of(request(remote, header))).isEqualTo(expected);
	}

	@Test
	void aHundredHostileHeadersChangeNothing() {
		Random random = new Random(42);
		List<String> tricks = List.of("127.0.0.1", "10.0.0.1", "::1", "localhost", "evil.example", "1.2.3.4:80",
				"' or 1=1", "999.1.1.1", "%00", "", "fd00::2", "0x7f.1", "\t1.1.1.1");
		for (int attempt = 0; attempt < 100; attempt++) {
			String invented = tricks.get(random.nextInt(tricks.size())) + ","
					+ tricks.get(random.nextInt(tricks.size()));
			assertThat(this.clientIp.of(request("203.0.113.7", invented))).as("direct, with " + invented)
				.isEqualTo("203.0.113.7");
			assertThat(this.clientIp.of(request("10.0.0.1", invented + ", 203.0.113.7")))
				.as("through a proxy, with " + invented)
				.isEqualTo("203.0.113.7");
		}
	}

	@Test
	void severalHeaderLinesAreOneList() {
		MockHttpServletRequest request = request("10.0.0.1", "6.6.6.6");
		request.addHeader(HEADER, "198.51.100.9");
		assertThat(this.clientIp.of(request)).isEqualTo("198.51.100.9");
	}

	@Test
	void ignoresWhatAFilterMadeOfTheAddress() {
		HttpServletRequest rewritten = new HttpServletRequestWrapper(request("10.0.0.1", "6.6.6.6, 198.51.100.9")) {

			@Override
			public String getRemoteAddr() {
				return "6.6.6.6";
			}

		};
		assertThat(this.clientIp.of(rewritten)).isEqualTo("198.51.100.9");
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.0.0.0/33", "10.0.0/8", "nginx", "fd00::/129", "10.0.0.0/", "10.0.0.0/-1", "" })
	void refusesWhatIsNoNetwork(String text) {
		assertThatExceptionOfType(InvalidRateLimitException.class).isThrownBy(() -> new ClientIp(List.of(text), HEADER))
			.withMessageContaining("'" + text + "'")
			.withMessageContaining("trusted-proxies");
	}

	private static MockHttpServletRequest request(String remote, String header) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setRemoteAddr(remote);
		if (header != null) {
			request.addHeader(HEADER, header);
		}
		return request;
	}

}

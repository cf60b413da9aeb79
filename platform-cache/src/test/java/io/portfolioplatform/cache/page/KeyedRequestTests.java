package io.portfolioplatform.cache.page;

import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link KeyedRequest}.
 */
class KeyedRequestTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	@BeforeEach
	void signIn() {
		this.request.setRequestedSessionId("secret");
		this.request.setRequestedSessionIdFromCookie(true);
		this.request.setRequestedSessionIdFromURL(true);
		this.request.setRequestedSessionIdValid(true);
		this.request.setAuthType(HttpServletRequest.BASIC_AUTH);
		this.request.getSession();
	}

	@Test
	void showsNoSession() {
		KeyedRequest keyed = keyed(true);
		assertThat(keyed.getRequestedSessionId()).isNull();
		assertThat(keyed.isRequestedSessionIdFromCookie()).isFalse();
		assertThat(keyed.isRequestedSessionIdFromURL()).isFalse();
		assertThat(keyed.isRequestedSessionIdValid()).isFalse();
		assertThat(keyed.getSession(false)).isNull();
		assertThatIllegalStateException().isThrownBy(keyed::changeSessionId);
	}

	@Test
	void showsHowTheCallerSignedInOnlyWithTheCaller() {
		assertThat(keyed(true).getAuthType()).isEqualTo(HttpServletRequest.BASIC_AUTH);
		assertThat(keyed(false).getAuthType()).isNull();
	}

	@Test
	void showsNoTrailers() {
		HttpServletRequest trailed = new MockHttpServletRequest() {

			@Override
			public Map<String, String> getTrailerFields() {
				return Map.of("x", "y");
			}

		};
		assertThat(new KeyedRequest(trailed, List.of(), List.of(), true).getTrailerFields()).isEmpty();
	}

	private KeyedRequest keyed(boolean callerVisible) {
		return new KeyedRequest(this.request, List.of(), List.of(), callerVisible);
	}

}

package io.portfolioplatform.ratelimit.web;

import java.util.List;

import io.portfolioplatform.ratelimit.key.ClientIp;
import org.junit.jupiter.api.Test;

import org.springframework.http.server.RequestPath;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.util.ServletRequestPathUtils;

import static org.assertj.core.api.Assertions.assertThat;

class ServletLimitedRequestTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/app/api/portfolios/42");

	private final LimitedRequest limited = new ServletLimitedRequest(this.request,
			new ClientIp(List.of(), "X-Forwarded-For"));

	ServletLimitedRequestTests() {
		this.request.setContextPath("/app");
	}

	@Test
	void parsesThePathWithinTheApplication() {
		assertThat(this.limited.parsedPath().value()).isEqualTo("/api/portfolios/42");
	}

	@Test
	void takesWhatAFilterHasParsed() {
		RequestPath parsed = ServletRequestPathUtils.parseAndCache(this.request);
		assertThat(this.limited.parsedPath()).isSameAs(parsed.pathWithinApplication());
	}

	@Test
	void doesNotBelieveThePathOfAnotherRequest() {
		ServletRequestPathUtils.parseAndCache(this.request);
		this.request.setRequestURI("/app/api/accounts");
		assertThat(this.limited.parsedPath().value()).isEqualTo("/api/accounts");
		this.request.setRequestURI("/app/api/portfolios/42");
		this.request.setContextPath("");
		assertThat(this.limited.parsedPath().value()).isEqualTo("/app/api/portfolios/42");
	}

}

package io.portfolioplatform.health.shed;

import java.io.IOException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.portfolioplatform.health.traffic.ServletPath;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SheddingFilter} without a server.
 */
class SheddingFilterTests {

	private final RouteLimits limits = new RouteLimits(List::of,
			new LimitSettings(Duration.ofMillis(300), Map.of(), 10, 10, 10, 10));

	private final SheddingFilter filter = new SheddingFilter(this.limits, new HeaderPriorities(), ServletPath.ROOT,
			(path) -> false, (route, priority, reason) -> {
			});

	@Test
	void aRefusalOfThePoolIsNoLessClosedWhileDraining() throws Exception {
		MockHttpServletResponse response = new MockHttpServletResponse();
		response.setHeader("Connection", "close");
		refuse(response);
		assertThat(response.getStatus()).isEqualTo(503);
		assertThat(response.getHeaders("Connection")).containsExactly("close");
		assertThat(response.getHeader("ETag")).isNull();
		assertThat(response.getContentAsString()).startsWith("{").contains("\"status\":503");
		MockHttpServletResponse another = new MockHttpServletResponse();
		refuse(another);
		assertThat(another.getHeader("Connection")).isNull();
	}

	private void refuse(MockHttpServletResponse response) throws IOException, ServletException {
		this.filter.doFilter(new MockHttpServletRequest(), response, (request, begun) -> {
			((HttpServletResponse) begun).setHeader("ETag", "\"7\"");
			begun.getWriter().write("half of an");
			throw new IllegalStateException(new SQLTransientConnectionException("enough are waiting", "PP001"));
		});
	}

}

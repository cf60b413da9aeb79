package io.portfolioplatform.health.shed;

import io.portfolioplatform.health.RequestPriority;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

class HeaderPrioritiesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Sec-Purpose   | prefetch           | BACKGROUND
			Sec-Purpose   | prefetch;prerender | BACKGROUND
			Priority      | u=6                | BACKGROUND
			Priority      | u=7, i             | BACKGROUND
			Priority      | i, u=7             | BACKGROUND
			Priority      | u=5                | ANONYMOUS
			Priority      | i                  | ANONYMOUS
			Priority      | u=61               | ANONYMOUS
			Purpose       | prefetch           | ANONYMOUS
			Authorization | Bearer x           | INTERACTIVE
			Cookie        | session=x          | INTERACTIVE
			Accept        | text/html          | ANONYMOUS
			""")
	void areReadFromHeaders(String header, String value, RequestPriority priority) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader(header, value);
		assertThat(new HeaderPriorities().of(request)).isEqualTo(priority);
	}

	@ParameterizedTest
	@CsvSource({ "Sec-Purpose, prefetch", "Priority, u=6" })
	void whatNobodyWaitsForIsBackgroundForThoseWhoSignedInToo(String header, String value) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("Authorization", "Bearer x");
		request.addHeader(header, value);
		assertThat(new HeaderPriorities().of(request)).isEqualTo(RequestPriority.BACKGROUND);
	}

}

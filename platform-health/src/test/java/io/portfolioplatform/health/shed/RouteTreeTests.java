package io.portfolioplatform.health.shed;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RouteTreeTests {

	private final RouteTree tree = new RouteTree(List.of("/", "/api/portfolios", "/api/portfolios/{id}",
			"/api/portfolios/export", "/api/portfolios/{id}/holdings", "/files/**", "/docs/{*rest}", "/a/{x}/b"));

	@ParameterizedTest
	@CsvSource({ "/, /", "/api/portfolios, /api/portfolios", "/api/portfolios/, /api/portfolios",
			"/api/portfolios/7, /api/portfolios/{id}", "/api/portfolios/export, /api/portfolios/export",
			"/api/portfolios/export/holdings, /api/portfolios/{id}/holdings",
			"/api/portfolios/7/holdings, /api/portfolios/{id}/holdings", "/files/a/b/c, /files/**", "/files, /files/**",
			"/docs/x/y, /docs/{*rest}" })
	void findsThePattern(String path, String pattern) {
		assertThat(this.tree.find(path)).isEqualTo(pattern);
	}

	@ParameterizedTest
	@CsvSource({ "/api", "/api/portfolios/7/unknown", "/wp-admin", "/a/1", "/a/1/c" })
	void findsNothing(String path) {
		assertThat(this.tree.find(path)).isNull();
	}

	@Test
	void ofPatternsThatDifferInNamesTheSameOneCountsWhateverTheirOrder() {
		for (List<String> patterns : List.of(List.of("/orders/{id}", "/orders/{orderId}"),
				List.of("/orders/{orderId}", "/orders/{id}"))) {
			assertThat(new RouteTree(patterns).find("/orders/7")).isEqualTo("/orders/{id}");
			assertThat(RouteLimits.routeOfPattern("/orders/{orderId}", patterns)).isEqualTo("/orders/{id}");
		}
		assertThat(RouteLimits.routeOfPattern("/docs/{*rest}", List.of("/docs/{*rest}", "/docs/{name}")))
			.isEqualTo("/docs/{*rest}");
	}

	@Test
	void findsNothingWithoutPatterns() {
		assertThat(new RouteTree(List.of()).find("/")).isNull();
	}

}

package io.portfolioplatform.perf.health;

import java.util.List;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/**
 * What the filters of {@code platform-health} that every request passes cost it: those of
 * a running application, beside no filter.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FilterBenchmark {

	private final ConfigurableApplicationContext context = Shop.start();

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/work");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final FilterChain end = (request, response) -> {
	};

	private final FilterChain filters = chain(everyRequestPasses());

	/**
	 * Stops the application.
	 */
	@TearDown
	public void stop() {
		this.context.close();
	}

	/**
	 * A request that passes no filter.
	 * @return the response
	 * @throws Exception never
	 */
	@Benchmark
	public Object none() throws Exception {
		this.end.doFilter(this.request, this.response);
		return this.response;
	}

	/**
	 * A request that passes all filters.
	 * @return the response
	 * @throws Exception never
	 */
	@Benchmark
	public Object allFilters() throws Exception {
		this.filters.doFilter(this.request, this.response);
		return this.response;
	}

	private List<Filter> everyRequestPasses() {
		ObjectProvider<FilterRegistrationBean<?>> registrations = this.context
			.getBeanProvider(ResolvableType.forClass(FilterRegistrationBean.class));
		List<Filter> all = registrations.orderedStream()
			.filter((registration) -> registration.getUrlPatterns().isEmpty())
			.<Filter>map(FilterRegistrationBean::getFilter)
			.filter((filter) -> filter.getClass().getName().startsWith("io.portfolioplatform.health."))
			.toList();
		if (all.size() != 2) {
			throw new IllegalStateException("expected the filters of traffic and shedding, found " + all);
		}
		return all;
	}

	private FilterChain chain(List<Filter> all) {
		FilterChain chain = this.end;
		for (int i = all.size() - 1; i >= 0; i--) {
			Filter filter = all.get(i);
			FilterChain next = chain;
			chain = (request, response) -> filter.doFilter(request, response, next);
		}
		return chain;
	}

}

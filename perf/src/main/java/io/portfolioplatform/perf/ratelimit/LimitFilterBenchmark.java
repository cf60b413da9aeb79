package io.portfolioplatform.perf.ratelimit;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portfolioplatform.ratelimit.web.RateLimitFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.ResolvableType;
import org.springframework.mock.web.MockHttpServletResponse;

/**
 * A request of a limited route through the filters of a running application, with its
 * answer's fields and meters, beside the same request without them. The address comes
 * through a proxy.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LimitFilterBenchmark {

	private static final FilterChain END = (request, response) -> {
	};

	private final BareRequest portfolio = new BareRequest("/api/portfolios/42");

	private final BareResponse response = new BareResponse(new MockHttpServletResponse());

	private final BareRequest style = new BareRequest("/style.css");

	private final ConfigurableApplicationContext context = new SpringApplicationBuilder(Site.class)
		.properties("server.port=0", "spring.main.banner-mode=off", "logging.level.root=warn")
		.run("--platform.ratelimit.policies.api.bandwidths[0].capacity=1000000000",
				"--platform.ratelimit.policies.api.bandwidths[0].period=1s",
				"--platform.ratelimit.client-ip.trusted-proxies=10.0.0.0/8",
				"--platform.ratelimit.routes[0].path=/api/portfolios/{id}", "--platform.ratelimit.routes[0].policy=api",
				"--platform.ratelimit.routes[0].key=ip");

	private final FilterChain filters = chain();

	/**
	 * Stops the application.
	 */
	@TearDown
	public void stop() {
		this.context.close();
	}

	/**
	 * A request that passes no filter.
	 * @return how much of an answer was added
	 * @throws Exception never
	 */
	@Benchmark
	public int withoutFilters() throws Exception {
		return pass(this.portfolio, END);
	}

	/**
	 * A request of a limited route.
	 * @return how much of an answer was added
	 * @throws Exception never
	 */
	@Benchmark
	public int limited() throws Exception {
		return pass(this.portfolio, this.filters);
	}

	/**
	 * A request that no route limits.
	 * @return how much of an answer was added
	 * @throws Exception never
	 */
	@Benchmark
	public int notLimited() throws Exception {
		return pass(this.style, this.filters);
	}

	private int pass(BareRequest request, FilterChain chain) throws Exception {
		chain.doFilter(request.again(), this.response.again());
		return this.response.length();
	}

	private FilterChain chain() {
		List<Filter> all = this.context
			.<FilterRegistrationBean<?>>getBeanProvider(ResolvableType.forClass(FilterRegistrationBean.class))
			.orderedStream()
			.filter(FilterRegistrationBean::isEnabled)
			.<Filter>map(FilterRegistrationBean::getFilter)
			.filter(RateLimitFilter.class::isInstance)
			.toList();
		if (all.size() != 1) {
			throw new IllegalStateException("expected the filter of the stage that limits something, found " + all);
		}
		Filter filter = all.get(0);
		return (request, response) -> filter.doFilter(request, response, END);
	}

	/**
	 * An application that counts decisions.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
	static class Site {

		@Bean
		MeterRegistry meters() {
			return new SimpleMeterRegistry();
		}

	}

}

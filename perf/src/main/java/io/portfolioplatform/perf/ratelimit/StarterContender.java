package io.portfolioplatform.perf.ratelimit;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import redis.clients.jedis.JedisPool;
import redis.clients.jedis.JedisPoolConfig;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/**
 * The servlet filter of bucket4j-spring-boot-starter over Jedis, which is what it offers
 * to servlets over Redis. A request passes no server.
 */
@SuppressWarnings("deprecation") // the starter asks for a JedisPool
final class StarterContender implements Contender {

	private static final FilterChain CONTROLLER = (request, response) -> {
	};

	private final JedisPool pool;

	private final ConfigurableApplicationContext context;

	private final Filter filter;

	StarterContender(Redis redis, long perSecond) {
		JedisPoolConfig settings = new JedisPoolConfig();
		settings.setMaxTotal(64);
		this.pool = new JedisPool(settings, redis.server().host(), redis.server().port());
		this.context = new SpringApplicationBuilder(Site.class)
			.initializers(
					(context) -> ((GenericApplicationContext) context).registerBean(JedisPool.class, () -> this.pool))
			.properties("server.port=0", "spring.main.banner-mode=off", "logging.level.root=error")
			.run("--bucket4j.enabled=true", "--bucket4j.cache-to-use=redis-jedis",
					"--bucket4j.filters[0].cache-name=starter", "--bucket4j.filters[0].url=/work",
					"--bucket4j.filters[0].rate-limits[0].bandwidths[0].capacity=" + perSecond,
					"--bucket4j.filters[0].rate-limits[0].bandwidths[0].time=1",
					"--bucket4j.filters[0].rate-limits[0].bandwidths[0].unit=seconds");
		this.filter = this.context.getBeansOfType(Filter.class)
			.values()
			.stream()
			.filter((bean) -> bean.getClass().getName().startsWith("com.giffing."))
			.findFirst()
			.orElseThrow();
	}

	@Override
	public boolean admits() {
		MockHttpServletResponse response = new MockHttpServletResponse();
		try {
			this.filter.doFilter(new MockHttpServletRequest("GET", "/work"), response, CONTROLLER);
		}
		catch (IOException | ServletException ex) {
			throw new IllegalStateException(ex);
		}
		return response.getStatus() == 200;
	}

	@Override
	public int readsInScript() {
		return 1;
	}

	@Override
	public void close() {
		this.context.close();
		this.pool.close();
	}

	/**
	 * An application with nothing but the starter.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
	static class Site {

	}

}

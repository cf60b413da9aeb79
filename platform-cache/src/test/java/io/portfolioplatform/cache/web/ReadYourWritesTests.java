package io.portfolioplatform.cache.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.Memoizer;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import io.portfolioplatform.cache.autoconfigure.ReadYourWritesAutoConfiguration;
import io.portfolioplatform.cache.coherence.CatchUp;
import io.portfolioplatform.cache.coherence.PendingInvalidations;
import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;
import io.portfolioplatform.test.RedisServer;
import io.portfolioplatform.test.proxy.FaultProxy;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.request.async.StandardServletAsyncWebRequest;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ReadYourWritesFilter} between two processes that look into the log
 * only when they are asked to, so that what one does not ask for it does not know.
 */
@Timeout(60)
class ReadYourWritesTests {

	private static final AtomicInteger DATABASE = new AtomicInteger();

	private static final Cookie[] NO_COOKIES = {};

	private final RedisServer redis = RedisServer.start();

	private final FaultProxy proxy = FaultProxy.to(this.redis.host(), this.redis.port());

	private final List<AutoCloseable> open = new ArrayList<>(List.of(this.redis, this.proxy));

	private final ConfigurableApplicationContext writer = node(this.redis.port());

	private final ConfigurableApplicationContext reader = node(this.proxy.port());

	@AfterEach
	void close() throws Exception {
		for (int i = this.open.size() - 1; i >= 0; i--) {
			this.open.get(i).close();
		}
	}

	@Test
	void processThatIsBehindCatchesUpWithTheHeader() throws Exception {
		MockHttpServletResponse written = write();
		assertThat(read(null)).as("without the position").isEqualTo(DATABASE.get() - 1);
		assertThat(read(written.getHeader(ReadYourWritesFilter.HEADER))).isEqualTo(DATABASE.get());
		assertThat(read(null)).as("once it has caught up").isEqualTo(DATABASE.get());
	}

	@Test
	void processThatIsBehindCatchesUpWithTheCookie() throws Exception {
		Cookie cookie = write().getCookie(ReadYourWritesFilter.COOKIE);
		assertThat(cookie.isHttpOnly()).isTrue();
		assertThat(cookie.getMaxAge()).isEqualTo(10);
		assertThat(cookie.getPath()).isEqualTo("/");
		assertThat(read(null, cookie)).isEqualTo(DATABASE.get());
	}

	@Test
	void processThatCannotCatchUpPassesItsCachesBy() throws Exception {
		String position = write().getHeader(ReadYourWritesFilter.HEADER);
		this.proxy.pause();
		assertThat(read(position)).isEqualTo(DATABASE.get());
		assertThat(read(null)).as("others").isEqualTo(DATABASE.get() - 1);
	}

	@Test
	void callableOfARequestThatPassesTheCachesByDoesSoToo() throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
		request.setAsyncSupported(true);
		request.addHeader(ReadYourWritesFilter.HEADER, write().getHeader(ReadYourWritesFilter.HEADER));
		MockHttpServletResponse response = new MockHttpServletResponse();
		this.proxy.pause();
		this.reader.getBean(ReadYourWritesFilter.class).doFilter(request, response, (ignored, answer) -> {
		});
		WebAsyncManager manager = WebAsyncUtils.getAsyncManager(request);
		manager.setAsyncWebRequest(new StandardServletAsyncWebRequest(request, response));
		manager.setTaskExecutor(new SimpleAsyncTaskExecutor());
		manager.startCallableProcessing(() -> this.reader.getBean(Numbers.class).get("x"));
		await().until(manager::hasConcurrentResult);
		assertThat(manager.getConcurrentResult()).isEqualTo(DATABASE.get());
	}

	@Test
	void positionThatIsMadeUpChangesNothing() throws Exception {
		read(null);
		DATABASE.incrementAndGet();
		for (String position : List.of("99999999999999-0", "1-1", "0", "-", "x", "1-1; DROP", "9".repeat(4096))) {
			assertThat(read(position)).as(position).isEqualTo(DATABASE.get() - 1);
		}
	}

	@Test
	void responseOfARequestThatChangesNothingIsAsItWas() throws Exception {
		MockHttpServletResponse response = request(this.reader, null, NO_COOKIES,
				() -> this.reader.getBean(Numbers.class).get("x"));
		assertThat(response.getHeaderNames()).containsExactly(HttpHeaders.CONTENT_LENGTH);
	}

	@Test
	void requestDoesNotWaitForARedisThatIsKnownToBeGone() throws Exception {
		Memoizer memoizer = this.reader.getBean(Memoizer.class);
		this.proxy.close();
		memoizer.evictAll("numbers");
		await().until(() -> !this.reader.getBean(PendingInvalidations.class).settle(Duration.ofSeconds(5)));
		MockHttpServletResponse response = request(this.reader, null, NO_COOKIES, () -> {
			memoizer.evictAll("numbers");
			return 0;
		});
		assertThat(response.getHeader(ReadYourWritesFilter.HEADER)).isNull();
		assertThat(response.getContentAsString()).isEqualTo("0");
	}

	private MockHttpServletResponse write() throws Exception {
		// So that the reader remembers the old value.
		DATABASE.set(read(null));
		DATABASE.incrementAndGet();
		return request(this.writer, null, NO_COOKIES, () -> {
			this.writer.getBean(Memoizer.class).evict(Numbers.class, "get", "x");
			return 0;
		});
	}

	private int read(String position, Cookie... cookies) throws Exception {
		return Integer
			.parseInt(request(this.reader, position, cookies, () -> this.reader.getBean(Numbers.class).get("x"))
				.getContentAsString());
	}

	private static MockHttpServletResponse request(ConfigurableApplicationContext node, String position,
			Cookie[] cookies, Supplier<Integer> handler) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
		request.setCookies(cookies);
		if (position != null) {
			request.addHeader(ReadYourWritesFilter.HEADER, position);
		}
		MockHttpServletResponse response = new MockHttpServletResponse();
		node.getBean(ReadYourWritesFilter.class).doFilter(request, response, (ignored, answer) -> {
			String body = Integer.toString(handler.get());
			answer.setContentLength(body.length());
			answer.getWriter().write(body);
			answer.flushBuffer();
		});
		return response;
	}

	private ConfigurableApplicationContext node(int port) {
		AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
		context.setServletContext(new MockServletContext());
		TestPropertyValues.of("REDIS_URL=redis://localhost:" + port, "platform.cache.coherence.interval=1h",
				"platform.cache.coherence.trust=3h", "platform.cache.shared.timeout=4s", "platform.redis.timeout=10s")
			.applyTo(context);
		context.register(PlatformRedisAutoConfiguration.class, PlatformCacheAutoConfiguration.class,
				ReadYourWritesAutoConfiguration.class, Numbers.class);
		context.refresh();
		this.open.add(context);
		await().until(() -> {
			Numbers numbers = context.getBean(Numbers.class);
			context.getBean(CatchUp.class).reach("99999999999999-0", Duration.ofSeconds(5));
			numbers.get("probe");
			int loads = numbers.loads();
			numbers.get("probe");
			return numbers.loads() == loads;
		});
		return context;
	}

	static class Numbers {

		private final AtomicInteger loads = new AtomicInteger();

		@Memoize(ttl = "1h", name = "numbers")
		public int get(String key) {
			this.loads.incrementAndGet();
			return DATABASE.get();
		}

		public int loads() {
			return this.loads.get();
		}

	}

}

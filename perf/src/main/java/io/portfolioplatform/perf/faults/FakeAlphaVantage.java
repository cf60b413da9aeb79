package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Stands where prices come from, and answers as Alpha Vantage does on good and bad days.
 */
final class FakeAlphaVantage implements AutoCloseable {

	/** What a backend shows here to be answered. */
	static final String KEY = "0F7H3F4UL75";

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "alpha-vantage");
		thread.setDaemon(true);
		return thread;
	});

	private volatile Day day = new Day(ProviderAnswer.SERIES);

	private FakeAlphaVantage(HttpServer server) {
		this.server = server;
	}

	static FakeAlphaVantage start() throws IOException {
		FakeAlphaVantage fake = new FakeAlphaVantage(
				HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
		fake.server.createContext("/query", fake::answer);
		fake.server.setExecutor(fake.threads);
		fake.server.start();
		return fake;
	}

	/**
	 * Return what makes a backend ask here, more often than a free account may. It asks
	 * nobody else for rates meanwhile.
	 * @return properties as JSON
	 */
	String properties() {
		return """
				{"portfolio": {"alpha-vantage": {"url": "http://127.0.0.1:%d", "api-key": "%s"},
				"ecb": {"enabled": false}},
				"platform.ratelimit.quotas.alpha-vantage.windows": [{"limit": 1000, "period": "1m"}]}
				""".formatted(this.server.getAddress().getPort(), KEY).replace("\n", " ");
	}

	/**
	 * Begin another day: who still waits for an answer of the last one gets it.
	 * @param answer what is answered from now on
	 */
	void answer(ProviderAnswer answer) {
		Day last = this.day;
		this.day = new Day(answer);
		last.over().countDown();
	}

	/**
	 * Wait until somebody has asked since {@link #answer(ProviderAnswer)}.
	 * @param seconds how long to wait
	 * @return whether somebody has
	 */
	boolean awaitAsked(long seconds) throws InterruptedException {
		return this.day.asked().await(seconds, TimeUnit.SECONDS);
	}

	private void answer(HttpExchange exchange) throws IOException {
		Day today = this.day;
		today.asked().countDown();
		try (exchange) {
			if (today.answer() == ProviderAnswer.LATE) {
				today.over().await();
			}
			byte[] body = today.answer().body(today.answers().getAndIncrement()).getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(today.answer().status(), body.length);
			exchange.getResponseBody().write(body);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	/**
	 * What is answered for some time.
	 *
	 * @param answer the answer
	 * @param asked whether somebody has asked
	 * @param over whether it has passed
	 * @param answers how often somebody was answered
	 */
	private record Day(ProviderAnswer answer, CountDownLatch asked, CountDownLatch over, AtomicInteger answers) {

		Day(ProviderAnswer answer) {
			this(answer, new CountDownLatch(1), new CountDownLatch(1), new AtomicInteger());
		}

	}

}

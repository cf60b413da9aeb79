package io.portfolioplatform.app.quotes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Answers over HTTP in the format of the European Central Bank: each question with the
 * next answer, the last one for ever.
 */
class FakeEcb implements AutoCloseable {

	static final String RATES = """
			<?xml version="1.0" encoding="UTF-8"?>
			<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
				xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
				<gesmes:subject>Reference rates</gesmes:subject>
				<gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>
				<Cube><Cube time="2024-11-01"><Cube currency="USD" rate="1.0890"/><Cube currency="JPY" rate="166.22"/></Cube>
				<Cube time="2024-10-31"><Cube currency="USD" rate="1.0882"/></Cube></Cube>
			</gesmes:Envelope>
			""";

	/** Half of an answer, and then nothing. */
	static final String SLOW = "slow";

	/** Nothing at all. */
	static final String SILENT = "silent";

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final CountDownLatch closed = new CountDownLatch(1);

	private final AtomicInteger asked = new AtomicInteger();

	private final AtomicInteger askedForHistory = new AtomicInteger();

	private volatile byte[] history = zip("Date,USD,\n");

	private final Queue<String> answers = new ConcurrentLinkedQueue<>();

	FakeEcb(String... answers) {
		this.answers.addAll(List.of(answers));
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.threads);
		this.server.createContext("/stats/eurofxref/eurofxref-hist-90d.xml", this::answer);
		this.server.createContext("/stats/eurofxref/eurofxref-hist.zip", this::answerHistory);
		this.server.start();
	}

	/**
	 * Sets what all rates are, in the form of the file that the application comes with.
	 */
	void history(byte[] zip) {
		this.history = zip;
	}

	static byte[] zip(String csv) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			zip.putNextEntry(new ZipEntry("eurofxref-hist.csv"));
			zip.write(csv.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	String url() {
		return "http://localhost:" + this.server.getAddress().getPort() + "/stats/eurofxref/eurofxref-hist-90d.xml";
	}

	String historyUrl() {
		return url().replace("-90d.xml", ".zip");
	}

	EcbRates rates(Duration timeout) {
		return new EcbRates(new EcbProperties(true, url(), historyUrl(), Duration.ofMillis(5), timeout));
	}

	int askedForHistory() {
		return this.askedForHistory.get();
	}

	int asked() {
		return this.asked.get();
	}

	private void answerHistory(HttpExchange exchange) throws IOException {
		this.askedForHistory.incrementAndGet();
		try (exchange) {
			exchange.sendResponseHeaders(200, this.history.length);
			exchange.getResponseBody().write(this.history);
		}
	}

	private void answer(HttpExchange exchange) throws IOException {
		this.asked.incrementAndGet();
		String answer = (this.answers.size() > 1) ? this.answers.remove() : this.answers.element();
		try (exchange) {
			if (SILENT.equals(answer)) {
				hold();
				return;
			}
			byte[] bytes = (SLOW.equals(answer) ? RATES : answer).getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "text/xml");
			exchange.sendResponseHeaders("500".equals(answer) ? 500 : 200, bytes.length);
			int half = SLOW.equals(answer) ? bytes.length / 2 : bytes.length;
			exchange.getResponseBody().write(bytes, 0, half);
			exchange.getResponseBody().flush();
			if (half < bytes.length) {
				hold();
			}
		}
	}

	private void hold() {
		try {
			this.closed.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}

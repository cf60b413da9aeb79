package io.portfolioplatform.health.shed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Every kind of answer that goes on when its handler has returned. Each ends with
 * {@link #finish()}.
 */
@RestController
class AsyncWork {

	private final List<DeferredResult<String>> results = new CopyOnWriteArrayList<>();

	private final List<ResponseBodyEmitter> emitters = new CopyOnWriteArrayList<>();

	private final AtomicInteger begun = new AtomicInteger();

	private volatile CountDownLatch open = new CountDownLatch(1);

	int begun() {
		return this.begun.get();
	}

	void finish() {
		this.begun.set(0);
		this.open.countDown();
		this.open = new CountDownLatch(1);
		this.results.forEach((result) -> result.setResult("done"));
		this.results.clear();
		this.emitters.forEach(ResponseBodyEmitter::complete);
		this.emitters.clear();
	}

	/**
	 * Send an event to every client, so that the server notices those that are gone.
	 */
	void tell() {
		for (ResponseBodyEmitter emitter : this.emitters) {
			try {
				emitter.send("x".repeat(10_000));
			}
			catch (IOException | IllegalStateException ex) {
				this.emitters.remove(emitter);
			}
		}
	}

	@GetMapping("/deferred")
	DeferredResult<String> deferred() {
		DeferredResult<String> result = new DeferredResult<>();
		this.results.add(result);
		this.begun.incrementAndGet();
		return result;
	}

	@GetMapping("/callable")
	Callable<String> callable() {
		CountDownLatch latch = this.open;
		this.begun.incrementAndGet();
		return () -> {
			latch.await();
			return "done";
		};
	}

	@GetMapping("/task")
	WebAsyncTask<String> task() {
		return new WebAsyncTask<>(callable());
	}

	@GetMapping("/body")
	StreamingResponseBody body() {
		CountDownLatch latch = this.open;
		this.begun.incrementAndGet();
		return (output) -> {
			output.write("do".getBytes(StandardCharsets.US_ASCII));
			output.flush();
			await(latch);
			output.write("ne".getBytes(StandardCharsets.US_ASCII));
		};
	}

	@GetMapping("/emitter")
	ResponseBodyEmitter emitter() throws IOException {
		return begun(new ResponseBodyEmitter(), "done");
	}

	@GetMapping("/events")
	SseEmitter events() throws IOException {
		return begun(new SseEmitter(), "hello");
	}

	private <T extends ResponseBodyEmitter> T begun(T emitter, String text) throws IOException {
		this.emitters.add(emitter);
		emitter.send(text);
		this.begun.incrementAndGet();
		return emitter;
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new UncheckedIOException(new IOException(ex));
		}
	}

}

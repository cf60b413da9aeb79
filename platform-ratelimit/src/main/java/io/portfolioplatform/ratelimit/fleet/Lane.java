package io.portfolioplatform.ratelimit.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Collects tickets while earlier ones are under way, so that the more callers wait, the
 * more of them one round trip serves. The calling thread sends the first ones, the thread
 * that receives an answer sends the next.
 */
final class Lane {

	private static final int LONGEST = 256;

	private final Queue<Ticket> waiting = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean underWay = new AtomicBoolean();

	private final Function<List<Ticket>, CompletionStage<?>> send;

	/**
	 * Create the lane.
	 * @param send sends tickets and completes them; completed itself when that is done
	 */
	Lane(Function<List<Ticket>, CompletionStage<?>> send) {
		this.send = send;
	}

	void add(Ticket ticket) {
		this.waiting.add(ticket);
		sendNext();
	}

	private void sendNext() {
		while (!this.waiting.isEmpty() && this.underWay.compareAndSet(false, true)) {
			CompletionStage<?> sent = this.send.apply(next());
			if (!sent.toCompletableFuture().isDone()) {
				sent.whenComplete((done, failure) -> {
					this.underWay.set(false);
					sendNext();
				});
				return;
			}
			this.underWay.set(false);
		}
	}

	private List<Ticket> next() {
		List<Ticket> tickets = new ArrayList<>();
		Ticket ticket = this.waiting.poll();
		while (ticket != null) {
			tickets.add(ticket);
			ticket = (tickets.size() < LONGEST) ? this.waiting.poll() : null;
		}
		return tickets;
	}

}

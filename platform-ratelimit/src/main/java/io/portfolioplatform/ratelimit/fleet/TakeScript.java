package io.portfolioplatform.ratelimit.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import io.portfolioplatform.ratelimit.redis.UnreadableKeys;
import io.portfolioplatform.redis.support.RedisScript;
import org.redisson.api.RScript.ReturnType;

/**
 * Sends tickets to Redis, all in one call of the script {@code take.lua}.
 */
final class TakeScript {

	private final RedisScript script;

	private final Names names;

	private final long settle;

	private final RedisLink link;

	private final UnreadableKeys unreadable;

	private final LongSupplier nanos;

	private final LongAdder calls = new LongAdder();

	TakeScript(RedisScript script, Names names, Duration settle, RedisLink link, UnreadableKeys unreadable,
			LongSupplier nanos) {
		this.script = script;
		this.names = names;
		this.settle = settle.toNanos() / 1000;
		this.link = link;
		this.unreadable = unreadable;
		this.nanos = nanos;
	}

	/**
	 * Return how often Redis was asked.
	 * @return the number of script calls
	 */
	long calls() {
		return this.calls.sum();
	}

	CompletionStage<?> send(List<Ticket> tickets) {
		long phase = this.link.phase();
		int pods = this.link.pods();
		long sent = this.nanos.getAsLong();
		List<Operation> operations = new Batch(tickets, pods, sent).operations();
		if (operations.isEmpty()) {
			return CompletableFuture.completedFuture(null);
		}
		this.calls.increment();
		return this.script.<List<Object>>run(ReturnType.LIST, keys(operations), json(operations, pods))
			.handle((answer, failure) -> {
				finish(operations, answer, failure, sent, phase);
				return answer;
			});
	}

	private void finish(List<Operation> operations, List<Object> answer, Throwable failure, long sent, long phase) {
		if (failure != null) {
			// Before the callers hear of it, who do not know why.
			this.link.lost(phase, RedisLink.why(failure));
			operations.forEach((operation) -> operation.failed(failure));
			return;
		}
		this.unreadable.add(answer.get(0));
		for (int index = 0; index < operations.size(); index++) {
			operations.get(index).answered(answer, 1 + index * Operation.ANSWERS, sent);
		}
	}

	private List<Object> keys(List<Operation> operations) {
		List<Object> keys = new ArrayList<>(operations.size() + 1);
		keys.add(this.names.born());
		Batch.keys(operations).forEach(keys::add);
		return keys;
	}

	private String json(List<Operation> operations, int pods) {
		StringBuilder json = new StringBuilder(64 + 160 * operations.size());
		json.append('[').append(this.settle).append(",[");
		for (int index = 0; index < operations.size(); index++) {
			if (index > 0) {
				json.append(',');
			}
			operations.get(index).write(json, pods);
		}
		return json.append("]]").toString();
	}

}

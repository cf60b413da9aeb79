package io.portfolioplatform.ratelimit.fleet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Tickets grouped into the operations of one script call. Those whose answer is known
 * meanwhile are answered at once, and for a caller who has given up nothing is taken.
 */
final class Batch {

	private final Map<KeyState, List<Operation>> byKey = new LinkedHashMap<>();

	Batch(List<Ticket> tickets, int pods, long now) {
		for (Ticket ticket : tickets) {
			if (!isAnswered(ticket, now)) {
				operation(ticket).add(ticket);
			}
		}
		this.byKey.values().forEach((operations) -> prepare(operations, pods, now));
	}

	private static boolean isAnswered(Ticket ticket, long now) {
		if (ticket.kind != Ticket.Kind.TAKE) {
			return false;
		}
		if (ticket.isGivenUp()) {
			return true;
		}
		KeyState state = ticket.state;
		long left = (ticket.maxLease > 0) ? state.spend(ticket.cost, now) : -1;
		if (left >= 0) {
			if (!ticket.complete(new Ticket.Outcome(true, left + state.known().left(), ticket.terms.nanosPerToken()))) {
				state.putBack(ticket.cost, now);
			}
			return true;
		}
		Refusal refusal = state.refusal();
		if (refusal.covers(ticket.cost, now)) {
			ticket.complete(new Ticket.Outcome(false, refusal.left(), refusal.until() - now));
			return true;
		}
		return false;
	}

	private Operation operation(Ticket ticket) {
		List<Operation> operations = this.byKey.computeIfAbsent(ticket.state, (state) -> new ArrayList<>(1));
		for (Operation operation : operations) {
			if (operation.accepts(ticket)) {
				return operation;
			}
		}
		Operation operation = new Operation(ticket);
		operations.add(operation);
		return operation;
	}

	private static void prepare(List<Operation> operations, int pods, long now) {
		operations.get(0).settle();
		long demanded = operations.stream().mapToLong(Operation::demanded).sum();
		operations.get(operations.size() - 1).lease(demanded, pods, now);
	}

	List<Operation> operations() {
		return this.byKey.values().stream().flatMap(List::stream).toList();
	}

	static Stream<String> keys(List<Operation> operations) {
		return operations.stream().map((operation) -> operation.state().name);
	}

}

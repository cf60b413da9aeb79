package io.portfolioplatform.dbpool.gate;

import java.util.ArrayDeque;
import java.util.Deque;

import io.portfolioplatform.dbpool.Lane;
import org.jspecify.annotations.Nullable;

/**
 * Threads that wait, in the order they came: interactive ones first, and now and then one
 * of the background, so that it gets on too. Guarded by the lock of its gate.
 */
final class Line {

	/**
	 * Of how many admissions one goes to the background while interactive threads wait.
	 */
	private static final int BACKGROUND_TURN = 8;

	private final Deque<Waiter> interactive = new ArrayDeque<>();

	private final Deque<Waiter> background = new ArrayDeque<>();

	private int turn;

	void add(Lane lane, Waiter waiter) {
		of(lane).addLast(waiter);
	}

	boolean remove(Lane lane, Waiter waiter) {
		return of(lane).remove(waiter);
	}

	/**
	 * How many are admitted before one that comes now.
	 */
	int ahead(Lane lane) {
		return this.interactive.size() + ((lane == Lane.BACKGROUND) ? this.background.size() : 0);
	}

	/**
	 * Take out who is next.
	 * @return the waiter, {@code null} if there is none
	 */
	@Nullable Waiter poll() {
		this.turn = (this.turn + 1) % BACKGROUND_TURN;
		boolean backgroundFirst = this.turn == 0 || this.interactive.isEmpty();
		Waiter next = (backgroundFirst ? this.background : this.interactive).pollFirst();
		return (next != null) ? next : this.interactive.pollFirst();
	}

	/**
	 * Send everybody away.
	 * @return how many there were
	 */
	int refuseAll() {
		this.interactive.forEach(Waiter::refuse);
		this.background.forEach(Waiter::refuse);
		int refused = this.interactive.size() + this.background.size();
		this.interactive.clear();
		this.background.clear();
		return refused;
	}

	private Deque<Waiter> of(Lane lane) {
		return (lane == Lane.BACKGROUND) ? this.background : this.interactive;
	}

}

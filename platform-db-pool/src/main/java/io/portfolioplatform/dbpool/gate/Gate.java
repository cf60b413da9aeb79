package io.portfolioplatform.dbpool.gate;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

import io.portfolioplatform.dbpool.Lane;

/**
 * Admits as many threads as there are connections, in the order they came. Its size
 * changes at once: after it shrinks, permits that come back are kept until the rest fits.
 * A thread that already has a permit never queues for another, because two such threads
 * would wait for each other: it gets a free permit, one of a reserve, or an error.
 * <p>
 * A permit that is free is taken without a lock. {@code free} is read after
 * {@code waiting} was raised, and {@code waiting} after {@code free} was, so that no
 * waiter is forgotten.
 */
public final class Gate {

	private final ThreadLocal<Holder> holders = ThreadLocal.withInitial(Holder::new);

	private final ReentrantLock lock = new ReentrantLock();

	private final Line line = new Line();

	private final AtomicInteger free = new AtomicInteger();

	private final AtomicInteger reserve = new AtomicInteger();

	/**
	 * Permits that become the reserve as soon as they come back.
	 */
	private final AtomicInteger recalled = new AtomicInteger();

	private final AtomicInteger waiting = new AtomicInteger();

	private final HoldTime holdTime = new HoldTime();

	private final LongAdder admitted = new LongAdder();

	private final LongAdder shedInteractive = new LongAdder();

	private final LongAdder shedBackground = new LongAdder();

	private final Throughput throughput = new Throughput(System.nanoTime());

	private volatile GateSize size;

	private volatile boolean nests;

	private volatile LongConsumer listener = (nanos) -> {
	};

	private volatile Validity validity = Validity.FOREVER;

	/**
	 * Create a gate.
	 * @param size how many permits there are
	 */
	public Gate(GateSize size) {
		this.size = size;
		this.free.set(size.total());
	}

	/**
	 * Take a permit, or queue for one in the lane of the calling thread.
	 * @param waitNanos how long to wait at most
	 * @return a permit to close
	 * @throws ShedException if there will be none in time
	 */
	public Permit acquire(long waitNanos) throws ShedException {
		try {
			return permit(waitNanos);
		}
		catch (ShedException ex) {
			refused(Lane.current()).increment();
			throw ex;
		}
	}

	private Permit permit(long waitNanos) throws ShedException {
		Holder holder = this.holders.get();
		if (holder.held() > 0) {
			return nested(holder);
		}
		long waited = (this.waiting.get() > 0 || !takeFree()) ? queue(Lane.current(), waitNanos) : 0;
		return admit(holder, false, waited);
	}

	private Permit nested(Holder holder) throws ShedException {
		requireValid();
		keepReserve();
		if (takeFree()) {
			return admit(holder, false, 0);
		}
		if (take(this.reserve)) {
			return admit(holder, true, 0);
		}
		throw ShedException.nested(this.size);
	}

	private void keepReserve() {
		if (this.nests) {
			return;
		}
		this.lock.lock();
		try {
			if (!this.nests) {
				this.nests = true;
				this.recalled.addAndGet(this.size.nested());
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private Permit admit(Holder holder, boolean reserved, long waited) throws ShedException {
		try {
			if (waited > 0) {
				this.listener.accept(waited);
			}
			requireValid();
			this.admitted.increment();
			return new Permit(this, holder, this.holdTime.isTimed() ? System.nanoTime() : Permit.NOT_TIMED, reserved,
					waited);
		}
		catch (Throwable ex) {
			// Whatever is thrown, such as by the listener: nobody has it to give it back.
			giveBack(reserved);
			throw ex;
		}
	}

	private void requireValid() throws ShedException {
		Validity current = this.validity;
		if (current.isOver()) {
			throw ShedException.shut(current.reason());
		}
	}

	private long queue(Lane lane, long waitNanos) throws ShedException {
		long start = System.nanoTime();
		long expected = expectedWaitNanos(lane);
		if (expected > waitNanos) {
			throw ShedException.hopeless(this.size, this.waiting.get(), expected, waitNanos);
		}
		Waiter waiter = enqueue(lane);
		dispatch();
		if (!waiter.await(start + waitNanos)) {
			remove(lane, waiter);
			requireValid();
			throw Thread.currentThread().isInterrupted() ? ShedException.interrupted()
					: ShedException.late(this.size, this.waiting.get(), waitNanos);
		}
		// Who did not wait has zero, and a clock may stand still for a short wait.
		return Math.max(1, System.nanoTime() - start);
	}

	/**
	 * Those ahead leave one after the other, as many at a time as there are permits.
	 */
	private long expectedWaitNanos(Lane lane) {
		if (this.waiting.get() == 0) {
			return 0;
		}
		this.lock.lock();
		try {
			return this.holdTime.nanos() * this.line.ahead(lane) / Math.max(1, this.size.open());
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * After {@link #shut(String)} has sent everybody away, nobody comes.
	 */
	private Waiter enqueue(Lane lane) throws ShedException {
		Waiter waiter = new Waiter();
		this.lock.lock();
		try {
			requireValid();
			this.line.add(lane, waiter);
			this.waiting.incrementAndGet();
			return waiter;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void remove(Lane lane, Waiter waiter) {
		this.lock.lock();
		try {
			if (this.line.remove(lane, waiter)) {
				this.waiting.decrementAndGet();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	void release(Permit permit, long since) {
		if (since != Permit.NOT_TIMED) {
			this.holdTime.record(System.nanoTime() - since);
		}
		giveBack(permit.isReserved());
	}

	private void giveBack(boolean reserved) {
		(reserved || take(this.recalled) ? this.reserve : this.free).incrementAndGet();
		if (this.waiting.get() > 0) {
			dispatch();
		}
	}

	private void dispatch() {
		this.lock.lock();
		try {
			while (this.waiting.get() > 0 && takeFree()) {
				if (!admitNext()) {
					this.free.incrementAndGet();
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean admitNext() {
		for (Waiter next = this.line.poll(); next != null; next = this.line.poll()) {
			this.waiting.decrementAndGet();
			if (next.admit()) {
				return true;
			}
		}
		return false;
	}

	private boolean takeFree() {
		return take(this.free);
	}

	private static boolean take(AtomicInteger permits) {
		for (int current = permits.get(); current > 0; current = permits.get()) {
			if (permits.compareAndSet(current, current - 1)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Change the number of permits, now.
	 * @param size the new number
	 */
	public void resize(GateSize size) {
		this.lock.lock();
		try {
			GateSize before = this.size;
			this.size = size;
			int kept = this.nests ? size.nested() - before.nested() : 0;
			if (kept < 0 && take(this.recalled)) {
				kept = 0;
			}
			this.reserve.addAndGet(kept);
			this.free.addAndGet(size.total() - before.total() - kept);
		}
		finally {
			this.lock.unlock();
		}
		dispatch();
	}

	/**
	 * Admit threads until a time, which matters to a process that was suspended.
	 * @param deadline a time of {@link System#nanoTime()}
	 */
	public void openUntil(long deadline) {
		this.validity = Validity.until(deadline);
	}

	/**
	 * Refuse every thread at once, those that wait too, until {@link #openUntil(long)}.
	 * @param reason a sentence that says why
	 */
	public void shut(String reason) {
		this.validity = Validity.over(reason);
		this.lock.lock();
		try {
			this.waiting.addAndGet(-this.line.refuseAll());
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Be told how long threads waited that had to.
	 * @param listener called on their threads, with nanoseconds
	 */
	public void listen(LongConsumer listener) {
		this.listener = listener;
	}

	/**
	 * Return what goes on.
	 * @return numbers of about the same moment
	 */
	public GateState state() {
		// Below zero after it shrank, by the permits that are to be kept.
		int idle = this.free.get() + this.reserve.get();
		long taken = this.admitted.sum();
		return new GateState(this.size.total(), Math.max(0, this.size.total() - idle), this.waiting.get(), taken,
				shed(Lane.INTERACTIVE) + shed(Lane.BACKGROUND), this.holdTime.nanos(),
				this.throughput.perSecond(System.nanoTime(), taken));
	}

	/**
	 * Return how many threads were refused.
	 * @param lane where they would have queued
	 * @return their number since the start
	 */
	public long shed(Lane lane) {
		return refused(lane).sum();
	}

	private LongAdder refused(Lane lane) {
		return (lane == Lane.BACKGROUND) ? this.shedBackground : this.shedInteractive;
	}

}

package io.portfolioplatform.ratelimit.fleet;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.bucket4j.TimeMeter;
import io.portfolioplatform.ratelimit.engine.Decision;
import io.portfolioplatform.ratelimit.engine.Limiter;
import io.portfolioplatform.ratelimit.engine.Remainder;
import io.portfolioplatform.ratelimit.policy.Limits;
import io.portfolioplatform.ratelimit.policy.Mode;
import io.portfolioplatform.ratelimit.policy.Policy;
import io.portfolioplatform.ratelimit.redis.UnreadableKeys;
import io.portfolioplatform.redis.support.RedisScript;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/**
 * Counts for all processes, in Redis. The clock is Redis's: clocks of processes only
 * measure how long ago Redis was asked.
 */
public final class FleetLimiter implements Limiter, AutoCloseable {

	/** Keys of one lane share round trips, lanes are asked side by side. */
	private static final int LANES = 8;

	private final KeyStates states;

	private final Lane[] lanes;

	private final TakeScript script;

	private final RedisLink link;

	private final UnreadableKeys unreadable = new UnreadableKeys();

	private final WithoutRedis withoutRedis;

	private final Duration timeout;

	private final TimeMeter clock;

	private final Heartbeat heartbeat;

	/**
	 * Create the limiter. It begins to work with Redis at {@link #start()}.
	 * @param redisson the client
	 * @param settings how to work with Redis
	 * @param clock measures time in this process
	 */
	public FleetLimiter(RedissonClient redisson, FleetSettings settings, TimeMeter clock) {
		this(redisson, settings, clock,
				new RedisScript(redisson, StringCodec.INSTANCE, RedisScript.read(TakeScript.class, "take")));
	}

	FleetLimiter(RedissonClient redisson, FleetSettings settings, TimeMeter clock, RedisScript take) {
		Names names = new Names(settings.namespace());
		this.timeout = settings.timeout();
		this.clock = clock;
		this.link = new RedisLink(redisson, names, this.unreadable);
		this.states = new KeyStates(names, settings.maxKeys(), clock::currentTimeNanos);
		this.script = new TakeScript(take, names, Heartbeat.SETTLE, this.link, this.unreadable,
				clock::currentTimeNanos);
		this.lanes = Stream.generate(() -> new Lane(this.script::send)).limit(LANES).toArray(Lane[]::new);
		this.withoutRedis = new WithoutRedis(this.link, clock);
		this.heartbeat = new Heartbeat(this.link, this.timeout, this::tell, this::returnIdleLeases);
	}

	/**
	 * Look for Redis, for at most a second, or as long as a decision waits if that is
	 * longer, and keep in touch with it from now on.
	 */
	public void start() {
		this.heartbeat.start();
	}

	@Override
	public Decision decide(Policy policy, Limits limits, String key, long cost) {
		KeyState state = this.states.get(policy, limits, key);
		Terms terms = state.terms(limits);
		long maxLease = maxLease(policy);
		long now = this.clock.currentTimeNanos();
		if (maxLease > 0) {
			long left = state.spend(cost, now);
			if (left >= 0) {
				return new Decision(policy, limits, true,
						Remainder.of(left + state.known().left(), terms.nanosPerToken()));
			}
		}
		Refusal refusal = state.refusal();
		if (refusal.covers(cost, now)) {
			return new Decision(policy, limits, false, Remainder.of(refusal.left(), refusal.until() - now));
		}
		return this.link.isUp() ? ask(policy, limits, new Ticket(state, terms, Ticket.Kind.TAKE, cost, maxLease))
				: this.withoutRedis.decide(policy, limits, state, cost);
	}

	private static long maxLease(Policy policy) {
		if (policy.mode() != Mode.LEASED) {
			return 0;
		}
		return (policy.maxLease() > 0) ? policy.maxLease() : Long.MAX_VALUE;
	}

	private Decision ask(Policy policy, Limits limits, Ticket ticket) {
		long phase = this.link.phase();
		lane(ticket.state).add(ticket);
		Ticket.Outcome outcome = ticket.await(this.timeout);
		if (outcome == null) {
			if (!Thread.currentThread().isInterrupted()) {
				this.link.lost(phase, "nothing within " + this.timeout.toMillis() + " ms");
			}
			return this.withoutRedis.decide(policy, limits, ticket.state, ticket.cost);
		}
		return new Decision(policy, limits, outcome.admitted(), Remainder.of(outcome.left(), outcome.nanosUntilMore()));
	}

	@Override
	public void refund(Policy policy, Limits limits, String key, long cost) {
		KeyState state = this.states.get(policy, limits, key);
		Lease lease = state.lease();
		long put = (lease != null) ? lease.putBack(cost, this.clock.currentTimeNanos()) : -1;
		long rest = cost - Math.max(0, put);
		if (rest == 0) {
			return;
		}
		state.debt.addAndGet(-rest);
		state.refuse(Refusal.NONE);
		if (!this.link.isUp()) {
			this.withoutRedis.refund(state, rest);
		}
		// While there is a lease, its end tells Redis: to ask now would end it.
		else if (put < 0 || state.lease() != lease) {
			lane(state).add(Ticket.look(state));
		}
	}

	@Override
	public Remainder look(Policy policy, Limits limits, String key) {
		KeyState state = this.states.get(policy, limits, key);
		// Other limits than those it is counted under would change what it has.
		if (!policy.has(state.terms().limits())) {
			state.terms(limits);
		}
		Ticket.Outcome outcome = this.link.isUp() ? wait(Ticket.look(state)) : null;
		return (outcome != null) ? Remainder.of(outcome.left(), outcome.nanosUntilMore())
				: this.withoutRedis.look(policy, state.terms().limits(), state);
	}

	@Override
	public void reset(Policy policy, Limits limits, String key) {
		KeyState state = this.states.get(policy, limits, key);
		state.debt.set(0);
		if (wait(new Ticket(state, state.terms(limits), Ticket.Kind.RESET, 1, 0)) == null) {
			throw new IllegalStateException("Redis does not answer, so the key could not be reset");
		}
	}

	private Ticket.@Nullable Outcome wait(Ticket ticket) {
		lane(ticket.state).add(ticket);
		return ticket.await(this.timeout.plusSeconds(1));
	}

	private Lane lane(KeyState state) {
		return this.lanes[Math.floorMod(state.name.hashCode(), LANES)];
	}

	/**
	 * Tell Redis what this process knows, so that no key is fuller there than here.
	 * @return whether Redis has been told
	 */
	private boolean tell() {
		return settle(this.states.remembered());
	}

	private void returnIdleLeases() {
		if (this.link.isUp()) {
			this.states.leased().filter(KeyState::isIdle).forEach((state) -> lane(state).add(Ticket.look(state)));
		}
	}

	private boolean settle(Stream<KeyState> states) {
		List<Ticket> tickets = states.map(Ticket::look).toList();
		tickets.forEach((ticket) -> lane(ticket.state).add(ticket));
		return tickets.stream().allMatch((ticket) -> ticket.await(Heartbeat.LONGEST_SETTLE) != null);
	}

	/**
	 * Say that a policy has changed.
	 * @param policy the policy
	 */
	public void changed(Policy policy) {
		this.states.changed(policy);
	}

	/**
	 * Return whether Redis answers.
	 * @return whether decisions are shared
	 */
	public boolean isShared() {
		return this.link.isUp();
	}

	/**
	 * Return how many processes share the limits, this one included.
	 * @return the number of live processes
	 */
	public int pods() {
		return this.link.pods();
	}

	/**
	 * Return how often Redis was asked.
	 * @return the number of script calls
	 */
	public long scriptCalls() {
		return this.script.calls();
	}

	/**
	 * Return how many keys in Redis could not be read and counted as absent.
	 * @return the number of keys since the start
	 */
	public long unreadable() {
		return this.unreadable.count();
	}

	/**
	 * Give back what is leased and take leave of the other processes.
	 */
	@Override
	public void close() {
		this.heartbeat.stop();
		if (this.link.isUp() && settle(this.states.leased())) {
			this.link.leave(Duration.ofSeconds(1));
		}
	}

}

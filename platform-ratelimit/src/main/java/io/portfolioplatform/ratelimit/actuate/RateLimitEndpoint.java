package io.portfolioplatform.ratelimit.actuate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.portfolioplatform.ratelimit.RateLimitPolicies;
import io.portfolioplatform.ratelimit.engine.Decision;
import io.portfolioplatform.ratelimit.engine.RateLimitEngine;
import io.portfolioplatform.ratelimit.fleet.FleetLimiter;
import io.portfolioplatform.ratelimit.key.KeyDigest;
import io.portfolioplatform.ratelimit.observe.Offenders;
import io.portfolioplatform.ratelimit.policy.ActivePolicy;
import io.portfolioplatform.ratelimit.policy.Limits;
import io.portfolioplatform.ratelimit.policy.Policies;
import io.portfolioplatform.ratelimit.policy.Policy;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Shows policies, the keys that are refused most often, and what one key has left. With
 * unrestricted access it also resets a key and reads policies again.
 */
@Endpoint(id = "ratelimit", defaultAccess = Access.READ_ONLY)
public final class RateLimitEndpoint {

	private static final int TOP = 20;

	private final Policies policies;

	private final RateLimitEngine engine;

	private final Offenders offenders;

	private final @Nullable FleetLimiter fleet;

	private final RateLimitPolicies reloadable;

	/**
	 * Create the endpoint.
	 * @param policies the policies
	 * @param engine what decides
	 * @param offenders who is refused
	 * @param fleet what shares limits with other processes, or {@code null}
	 * @param reloadable reads policies again
	 */
	public RateLimitEndpoint(Policies policies, RateLimitEngine engine, Offenders offenders,
			@Nullable FleetLimiter fleet, RateLimitPolicies reloadable) {
		this.policies = policies;
		this.engine = engine;
		this.offenders = offenders;
		this.fleet = fleet;
		this.reloadable = reloadable;
	}

	/**
	 * Show everything but single keys.
	 * @return the policies, the fleet and the top offenders
	 */
	@ReadOperation
	public Map<String, Object> overview() {
		Map<String, Object> overview = new TreeMap<>();
		overview.put("policies", this.policies.all().stream().map(ActivePolicy::current).map(PolicyView::of).toList());
		overview.put("topOffenders", this.offenders.top(TOP));
		overview.put("fleet",
				(this.fleet != null) ? new FleetView(this.fleet.isShared(), this.fleet.pods(), this.fleet.scriptCalls())
						: new FleetView(false, 1, 0));
		return overview;
	}

	/**
	 * Show what one key has left.
	 * @param policy the policy's name
	 * @param key the key, such as {@code user:ada} or {@code ip:192.0.2.1}, in the parts
	 * between its slashes
	 * @param plan the key's plan, empty for none; to be told of a policy that has plans
	 * @return what is left, or {@code null} if there is no such policy
	 */
	@ReadOperation
	public @Nullable KeyView key(@Selector String policy, @Selector(match = Match.ALL_REMAINING) String[] key,
			@Nullable String plan) {
		ActivePolicy found = (key.length > 0) ? find(policy, plan) : null;
		String whole = String.join("/", key);
		return (found != null) ? KeyView.of(whole, this.engine.look(found, whole, plan)) : null;
	}

	/**
	 * Forget what one key has used.
	 * @param policy the policy's name
	 * @param key the key, in the parts between its slashes
	 * @param plan the key's plan, empty for none; to be told of a policy that has plans
	 * @return what is left now, or {@code null} if there is no such policy
	 */
	@DeleteOperation
	public @Nullable KeyView reset(@Selector String policy, @Selector(match = Match.ALL_REMAINING) String[] key,
			@Nullable String plan) {
		ActivePolicy found = (key.length > 0) ? find(policy, plan) : null;
		if (found != null) {
			this.engine.reset(found, String.join("/", key), plan);
		}
		return key(policy, key, plan);
	}

	/**
	 * Read the policies from the environment again.
	 * @return the names of the policies that have changed
	 */
	@WriteOperation
	public Map<String, List<String>> reload() {
		return Map.of("changed", this.reloadable.reload());
	}

	private @Nullable ActivePolicy find(String name, @Nullable String plan) {
		ActivePolicy found = this.policies.all()
			.stream()
			.filter((policy) -> policy.name().equals(name))
			.findFirst()
			.orElse(null);
		if (found != null && plan == null && !found.current().plans().isEmpty()) {
			throw new InvalidEndpointRequestException("Policy '" + name
					+ "' has plans: say which one the key has, with " + "plan=, which is empty for none",
					"plan is missing");
		}
		return found;
	}

	/**
	 * A policy.
	 *
	 * @param name its name
	 * @param mode how processes share it
	 * @param onRedisLoss what it does while Redis does not answer
	 * @param shadow whether it never refuses
	 * @param limits the limits by plan, those without a plan under the empty name
	 */
	record PolicyView(String name, String mode, String onRedisLoss, boolean shadow, Map<String, List<String>> limits) {

		static PolicyView of(Policy policy) {
			Map<String, List<String>> limits = new TreeMap<>();
			limits.put("", texts(policy.limits()));
			policy.plans().forEach((plan, of) -> limits.put(plan, texts(of)));
			return new PolicyView(policy.name(), policy.mode().name(), policy.onRedisLoss().name(), policy.shadow(),
					limits);
		}

		private static List<String> texts(Limits limits) {
			return limits.bandwidths()
				.stream()
				.map((limit) -> limit.capacity() + " per " + limit.period() + " " + limit.refill())
				.toList();
		}

	}

	/**
	 * The processes that share the limits.
	 *
	 * @param shared whether Redis answers
	 * @param pods how many there are
	 * @param scriptCalls how often this one has asked Redis
	 */
	record FleetView(boolean shared, int pods, long scriptCalls) {

	}

	/**
	 * A key.
	 *
	 * @param key its digest, as among the top offenders and in Redis
	 * @param remaining tokens left
	 * @param secondsUntilMore how long until there is more
	 */
	record KeyView(String key, long remaining, long secondsUntilMore) {

		static KeyView of(String key, Decision decision) {
			return new KeyView(KeyDigest.of(key), decision.remaining(), decision.secondsUntilMore());
		}

	}

}

package io.portfolioplatform.ratelimit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.portfolioplatform.ratelimit.autoconfigure.PlatformRateLimitAutoConfiguration;
import io.portfolioplatform.ratelimit.engine.DecisionListener;
import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LimitedMethodsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PlatformRateLimitAutoConfiguration.class))
		.withPropertyValues("platform.ratelimit.policies.export.bandwidths[0].capacity=5",
				"platform.ratelimit.policies.export.bandwidths[0].period=1h");

	@Test
	void limitsEachKeyByItsCost() {
		this.runner.withBean(Reports.class).run((context) -> {
			Reports reports = context.getBean(Reports.class);
			assertThat(reports.export("ada")).isEqualTo("report of ada");
			assertThat(reports.export("ada")).isEqualTo("report of ada");
			assertThatExceptionOfType(RateLimitExceededException.class).isThrownBy(() -> reports.export("ada"))
				.satisfies((ex) -> {
					assertThat(ex.getPolicy()).isEqualTo("export");
					assertThat(ex.getRetryAfter()).isBetween(Duration.ofMinutes(11), Duration.ofMinutes(12));
				});
			assertThat(reports.export("bob")).isEqualTo("report of bob");
			assertThat(reports.unlimited()).isEqualTo("always");
		});
	}

	@Test
	void aKeyMayHaveAPlanOfItsOwn() {
		this.runner.withBean(Reports.class)
			.withBean(PlanResolver.class, () -> (user) -> user.equals("paula") ? "pro" : null)
			.withPropertyValues("platform.ratelimit.policies.export.plans.pro.bandwidths[0].capacity=8",
					"platform.ratelimit.policies.export.plans.pro.bandwidths[0].period=1h")
			.run((context) -> {
				Reports reports = context.getBean(Reports.class);
				assertThat(admitted(reports, "ada")).isEqualTo(2);
				assertThat(admitted(reports, "paula")).isEqualTo(4);
			});
	}

	private static int admitted(Reports reports, String user) {
		int admitted = 0;
		try {
			for (; admitted < 100; admitted++) {
				reports.export(user);
			}
		}
		catch (RateLimitExceededException ex) {
			assertThat(ex.getPolicy()).isEqualTo("export");
		}
		return admitted;
	}

	@Test
	void refusesToCountNoOne() {
		this.runner.withBean(Reports.class)
			.run((context) -> assertThatIllegalArgumentException()
				.isThrownBy(() -> context.getBean(Reports.class).export(null))
				.withMessageContaining("Reports.export"));
	}

	@Test
	void refusesToCountWhereTheWayToTheKeyIsBroken() {
		this.runner.withBean(Readable.class)
			.run((context) -> assertThatIllegalArgumentException()
				.isThrownBy(() -> context.getBean(Readable.class).property(null))
				.withMessageContaining("Readable.property: the key has no value"));
	}

	@Test
	void aKeyMayReadAllThatParametersAreDeclaredToHave() {
		this.runner.withBean(Readable.class).run((context) -> {
			Readable readable = context.getBean(Readable.class);
			User ada = new User("ada", List.of("one"));
			readable.property(ada);
			readable.method(ada);
			readable.index(ada);
			readable.unknown(ada);
			readable.choice(3, new String[] { "a" });
			assertThat(readable.calls()).isEqualTo(5);
		});
	}

	@Test
	void aFutureFailsWithTheRefusal() {
		this.runner.withBean(Deferred.class).run((context) -> {
			Deferred deferred = context.getBean(Deferred.class);
			assertThat(deferred.future("ada").join()).isEqualTo("ada");
			CompletableFuture<String> refused = deferred.future("ada");
			assertThat(refused).isCompletedExceptionally();
			assertThatExceptionOfType(CompletionException.class).isThrownBy(refused::join)
				.withCauseInstanceOf(RateLimitExceededException.class);
			assertThat(deferred.calls()).hasValue(1);
		});
	}

	@Test
	void aSubscriptionIsACallAndDecidedOffTheEventLoop() {
		Set<Boolean> onEventLoop = ConcurrentHashMap.newKeySet();
		DecisionListener thread = (charge, decision) -> onEventLoop.add(Schedulers.isInNonBlockingThread());
		this.runner.withBean(Deferred.class).withBean(DecisionListener.class, () -> thread).run((context) -> {
			Deferred deferred = context.getBean(Deferred.class);
			Mono<String> mono = deferred.mono("ada").subscribeOn(Schedulers.parallel());
			assertThat(deferred.calls()).as("before anybody subscribes").hasValue(0);
			assertThat(mono.block()).isEqualTo("ada");
			assertThatExceptionOfType(RateLimitExceededException.class).isThrownBy(mono::block);
			Flux<String> flux = deferred.flux("ada").subscribeOn(Schedulers.parallel());
			assertThat(flux.collectList().block()).containsExactly("ada", "ada");
			assertThatExceptionOfType(RateLimitExceededException.class).isThrownBy(flux::blockLast);
			Mono<String> future = Mono.fromFuture(() -> deferred.future("ada")).subscribeOn(Schedulers.parallel());
			assertThat(future.block()).isEqualTo("ada");
			assertThatExceptionOfType(RateLimitExceededException.class).isThrownBy(future::block);
			assertThat(deferred.calls()).hasValue(3);
			assertThat(onEventLoop).containsExactly(false);
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { UnknownPolicy.class, UnknownParameter.class, Unparsable.class, CutOff.class,
			TooExpensive.class, PrivateMethod.class, FinalMethod.class, ForgottenHash.class,
			ForgottenHashInArgument.class, UnknownProperty.class, UnknownMethod.class, UnknownOnTheWay.class,
			Type.class, Function.class, Assignment.class, ArrayWithoutSize.class })
	void failsTheStartForAnAnnotationThatCannotWork(Class<?> bean) {
		this.runner.withBean(bean).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(InvalidRateLimitException.class)
				.hasMessageContaining(bean.getName() + ".limited")
				.message()
				.as("no message of the machine's")
				.doesNotContain("because", "null");
		});
	}

	static class Reports {

		@RateLimit(policy = "export", key = "#user", cost = 2)
		String export(String user) {
			return "report of " + user;
		}

		String unlimited() {
			return "always";
		}

	}

	record User(String name, List<String> roles) {

		public Object getAnything() {
			return Map.of("deep", "x").entrySet();
		}

	}

	static class Readable {

		private int calls;

		int calls() {
			return this.calls;
		}

		@RateLimit(policy = "export", key = "#user.name.length() + #user.name.toUpperCase()")
		void property(User user) {
			this.calls++;
		}

		@RateLimit(policy = "export", key = "#user.name().concat(#user.hashCode().toString())")
		void method(User user) {
			this.calls++;
		}

		@RateLimit(policy = "export", key = "#user.roles[0].bytes.length + #user.roles.![#this].size()")
		void index(User user) {
			this.calls++;
		}

		@RateLimit(policy = "export", key = "#user.anything.iterator().next().key.toUpperCase()")
		void unknown(Object user) {
			this.calls++;
		}

		@RateLimit(policy = "export", key = "#id > 2 ? #names.length : #id.byteValue()")
		void choice(int id, String[] names) {
			this.calls++;
		}

	}

	static class Deferred {

		private final AtomicInteger calls = new AtomicInteger();

		AtomicInteger calls() {
			return this.calls;
		}

		@RateLimit(policy = "export", key = "#user", cost = 3)
		CompletableFuture<String> future(String user) {
			this.calls.incrementAndGet();
			return CompletableFuture.completedFuture(user);
		}

		@RateLimit(policy = "export", key = "#user", cost = 3)
		Mono<String> mono(String user) {
			this.calls.incrementAndGet();
			return Mono.just(user);
		}

		@RateLimit(policy = "export", key = "#user", cost = 3)
		Flux<String> flux(String user) {
			this.calls.incrementAndGet();
			return Flux.just(user, user);
		}

	}

	static class ForgottenHash {

		@RateLimit(policy = "export", key = "user")
		void limited(String user) {
		}

	}

	static class ForgottenHashInArgument {

		@RateLimit(policy = "export", key = "#user.concat(user)")
		void limited(String user) {
		}

	}

	static class UnknownProperty {

		@RateLimit(policy = "export", key = "#user.nmae")
		void limited(User user) {
		}

	}

	static class UnknownMethod {

		@RateLimit(policy = "export", key = "#user.name.substring()")
		void limited(User user) {
		}

	}

	static class UnknownOnTheWay {

		@RateLimit(policy = "export", key = "'x' + (#user.name.nmae ?: 1)")
		void limited(User user) {
		}

	}

	static class Type {

		@RateLimit(policy = "export", key = "T(java.lang.Thread).currentThread().name")
		void limited(User user) {
		}

	}

	static class Function {

		@RateLimit(policy = "export", key = "#user()")
		void limited(User user) {
		}

	}

	static class Assignment {

		@RateLimit(policy = "export", key = "#user = 1")
		void limited(User user) {
		}

	}

	static class UnknownPolicy {

		@RateLimit(policy = "exprot", key = "#user")
		void limited(String user) {
		}

	}

	static class UnknownParameter {

		@RateLimit(policy = "export", key = "#usr")
		void limited(String user) {
		}

	}

	static class Unparsable {

		@RateLimit(policy = "export", key = "#user +")
		void limited(String user) {
		}

	}

	static class CutOff {

		@RateLimit(policy = "export", key = "#user + 2e")
		void limited(String user) {
		}

	}

	static class ArrayWithoutSize {

		@RateLimit(policy = "export", key = "#user + new int[]")
		void limited(String user) {
		}

	}

	static class TooExpensive {

		@RateLimit(policy = "export", key = "#user", cost = 6)
		void limited(String user) {
		}

	}

	static class PrivateMethod {

		@RateLimit(policy = "export", key = "#user")
		private void limited(String user) {
		}

	}

	static class FinalMethod {

		@RateLimit(policy = "export", key = "#user")
		final void limited(String user) {
		}

	}

}

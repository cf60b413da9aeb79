package io.portfolioplatform.cache.near;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * No stale fill, checked by a model checker over the interleavings of a reader and a
 * writer: what a cache answers is what the database held at some moment of the call.
 * Without any one of the {@link Guards} the same check fails.
 */
class NearCacheModelTests {

	private static final int INTERLEAVINGS = 400;

	@ParameterizedTest
	@ValueSource(classes = { Evicting.class, Refreshing.class, Tagging.class, Filling.class, Putting.class,
			EvictingAll.class })
	void answersAreUpToDate(Class<?> model) {
		assertThatNoException().isThrownBy(() -> check(model));
	}

	@ParameterizedTest
	@ValueSource(classes = { EvictingValuesOnly.class, RefreshingAnyPlace.class, JoiningOvertakenLoads.class,
			FillingAfterChanges.class, TakingValidityLate.class })
	void answersAreNotUpToDateWithoutAGuard(Class<?> model) {
		assertThatExceptionOfType(LincheckAssertionError.class).isThrownBy(() -> check(model));
	}

	private static void check(Class<?> model) {
		Actor read = actor(model, "read");
		List<List<Actor>> together = List.of(List.of(read), List.of(actor(model, "write"), read));
		new ModelCheckingOptions().iterations(0)
			.addCustomScenario(new ExecutionScenario(List.of(), together, List.of(read), null))
			.addCustomScenario(new ExecutionScenario(List.of(read, actor(model, "age")), together, List.of(read), null))
			.sequentialSpecification(Register.class)
			.invocationsPerIteration(INTERLEAVINGS)
			.minimizeFailedScenario(false)
			.addGuarantee(ManagedStrategyGuaranteeKt.forClasses(
					(name) -> name.startsWith("com.github.benmanes.") || name.equals(NearStatistics.class.getName()))
				.allMethods()
				.ignore())
			.check(model);
	}

	private static Actor actor(Class<?> model, String name) {
		Method method = Stream.of(ReflectionUtils.getAllDeclaredMethods(model))
			.filter((candidate) -> candidate.getName().equals(name))
			.findFirst()
			.orElseThrow();
		return new Actor(method, List.of());
	}

	/**
	 * What the database alone would answer.
	 */
	public static class Register {

		private int value;

		public int read() {
			return this.value;
		}

		public void write() {
			this.value++;
		}

		public void age() {
			// The database does not age.
		}

	}

	/**
	 * A database and a cache in front of it.
	 */
	abstract static class Model {

		static final Duration TTL = Duration.ofMinutes(5);

		final NearCache cache;

		volatile int database;

		private volatile long now;

		Model(Guards guards) {
			this.cache = new NearCache("prices", 100, () -> this.now, () -> true, () -> true, Duration.ofMinutes(1),
					guards);
		}

		@Operation
		public int read() throws Throwable {
			return (int) this.cache.get("a", Terms.of(TTL), () -> this.database);
		}

		@Operation
		public void write() {
			this.database = this.database + 1;
			changed();
		}

		/**
		 * Make values due to be loaded anew, where they ever are.
		 */
		@Operation
		public void age() {
			this.now = this.now + 100;
		}

		abstract void changed();

	}

	public static class Evicting extends Model {

		public Evicting() {
			this(Guards.ALL);
		}

		Evicting(Guards guards) {
			super(guards);
		}

		@Override
		void changed() {
			this.cache.evict("a");
		}

	}

	public static class EvictingValuesOnly extends Evicting {

		public EvictingValuesOnly() {
			super(new Guards() {

				@Override
				void remove(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key) {
					CompletableFuture<Outcome> present = entries.get(key);
					if (present != null && present.isDone()) {
						entries.remove(key, present);
					}
				}

			});
		}

	}

	public static class EvictingAll extends Model {

		public EvictingAll() {
			super(Guards.ALL);
		}

		@Override
		void changed() {
			this.cache.evictAll();
		}

	}

	public static class Putting extends Model {

		public Putting() {
			super(Guards.ALL);
		}

		@Override
		void changed() {
			this.cache.put("a", Terms.of(TTL), this.database);
		}

	}

	public static class Refreshing extends Model {

		private static final Terms TERMS = new Terms(TTL, Duration.ofNanos(10), Duration.ZERO, 0);

		public Refreshing() {
			this(Guards.ALL);
		}

		Refreshing(Guards guards) {
			super(guards);
		}

		@Override
		public int read() throws Throwable {
			return (int) this.cache.get("a", TERMS, () -> this.database);
		}

		@Override
		void changed() {
			this.cache.evict("a");
		}

	}

	public static class RefreshingAnyPlace extends Refreshing {

		public RefreshingAnyPlace() {
			super(new Guards() {

				@Override
				boolean replace(ConcurrentMap<Object, CompletableFuture<Outcome>> entries, Object key,
						CompletableFuture<Outcome> expected, Flight loaded) {
					entries.put(key, loaded);
					return true;
				}

			});
		}

	}

	public static class Tagging extends Model {

		final Tags tags = new Tags();

		public Tagging() {
			this(Guards.ALL);
		}

		Tagging(Guards guards) {
			super(guards);
		}

		@Override
		public int read() throws Throwable {
			return (int) this.cache.get("a", Terms.of(TTL), new Loader() {

				@Override
				public Object load() {
					return Tagging.this.database;
				}

				@Override
				public Validity validity() {
					return Tagging.this.validity();
				}

			});
		}

		Validity validity() {
			return this.tags.validity(List.of("tag"));
		}

		@Override
		void changed() {
			this.tags.evict("tag");
		}

	}

	public static class JoiningOvertakenLoads extends Tagging {

		public JoiningOvertakenLoads() {
			super(new Guards() {

				@Override
				boolean isCurrent(Flight running) {
					return true;
				}

			});
		}

	}

	public static class TakingValidityLate extends Tagging {

		@Override
		Validity validity() {
			// Asked for when the value is about to be used, not before the load.
			return () -> this.tags.validity(List.of("tag")).isCurrent();
		}

	}

	/**
	 * As Spring does it without {@code sync}: look, load, put.
	 */
	public static class Filling extends Model {

		public Filling() {
			this(Guards.ALL);
		}

		Filling(Guards guards) {
			super(guards);
		}

		@Override
		public int read() {
			long changes = this.cache.changes();
			Object value = this.cache.peek("a");
			if (value == null) {
				value = this.database;
				this.cache.fill("a", Terms.of(TTL), value, TTL, changes);
			}
			return (int) value;
		}

		@Override
		void changed() {
			this.cache.evict("a");
		}

	}

	public static class FillingAfterChanges extends Filling {

		public FillingAfterChanges() {
			super(new Guards() {

				@Override
				boolean isUnchanged(long before, long now) {
					return true;
				}

			});
		}

	}

}

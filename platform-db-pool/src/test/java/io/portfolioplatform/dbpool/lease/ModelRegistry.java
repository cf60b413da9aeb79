package io.portfolioplatform.dbpool.lease;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The registry in Java, for a clock of its own. {@code RegistryModelTests} compares it
 * with the functions in PostgreSQL.
 */
final class ModelRegistry {

	private final Map<String, Row> rows = new TreeMap<>();

	private final Set<Guard> removed;

	private boolean restarted;

	private long learningUntil = Long.MIN_VALUE;

	ModelRegistry(Set<Guard> removed) {
		this.removed = removed.isEmpty() ? EnumSet.noneOf(Guard.class) : EnumSet.copyOf(removed);
	}

	@Nullable Grant renew(String pod, Report report, LeaseTerms terms, long now) {
		this.rows.values().removeIf((row) -> now >= row.forgotten);
		Row mine = this.rows.get(pod);
		if (mine != null && mine.sequence >= report.sequence() && !this.removed.contains(Guard.IGNORES_LATE_REPORTS)) {
			return null;
		}
		if (this.restarted || mine == null && report.bound() > 1) {
			this.restarted = false;
			this.learningUntil = now + terms.ttl().toNanos();
		}
		long since = (mine != null) ? mine.since : now;
		int capacity = terms.capacity();
		int slots = terms.budget().slots();
		int floor = terms.budget().floor();
		int bound = 0;
		int used = report.open();
		int pods = 1;
		int gone = 0;
		int goneBound = 0;
		int earlier = 0;
		for (Map.Entry<String, Row> entry : this.rows.entrySet()) {
			Row row = entry.getValue();
			if (entry.getKey().equals(pod)) {
				continue;
			}
			bound += row.bound;
			used += row.open;
			if (now >= row.expires) {
				gone++;
				goneBound += row.bound;
				continue;
			}
			pods++;
			earlier += (row.since < since || row.since == since && entry.getKey().compareTo(pod) < 0) ? 1 : 0;
			capacity = Math.min(capacity, row.terms.capacity());
			slots = Math.max(slots, row.terms.budget().slots());
			floor = Math.max(floor, row.terms.budget().floor());
		}
		int kept = this.removed.contains(Guard.KEEPS_FLOORS) ? 0 : Math.max(0, slots - pods - gone) * floor;
		if (mine == null && report.bound() <= 1 && pods + gone > slots) {
			return new Grant(0, used, capacity, pods, gone, goneBound, kept);
		}
		int lendable = Math.max(0, capacity - goneBound - kept);
		int share = lendable / pods + ((earlier < lendable % pods) ? 1 : 0);
		if (now < this.learningUntil && !this.removed.contains(Guard.LEARNS)) {
			share = Math.min(share, Math.max(report.bound(), terms.budget().floor()));
		}
		int room = this.removed.contains(Guard.SHRINKS_BEFORE_IT_GROWS) ? capacity : capacity - kept - bound;
		int size = Math.min(Math.min(share, terms.ceiling()), Math.max(report.bound(), room));
		long expires = now + terms.ttl().toNanos();
		long quarantine = this.removed.contains(Guard.QUARANTINES) ? 0 : terms.quarantine().toNanos();
		this.rows.put(pod, new Row(report.sequence(), since, Math.max(size, report.bound()), report.open(), terms,
				expires, expires + quarantine));
		return new Grant(size, used, capacity, pods, gone, goneBound, kept);
	}

	void release(String pod, long sequence, long now) {
		this.rows.computeIfPresent(pod, (name, row) -> (row.sequence >= sequence) ? row : new Row(sequence, row.since,
				Math.min(row.bound, row.terms.budget().floor()), 1, row.terms, now, now + 2_000_000_000L));
	}

	/**
	 * Lose some leases, as a failover to a server that has not received them does.
	 */
	void failOver(Set<String> lost) {
		this.rows.keySet().removeAll(lost);
		this.restarted = true;
	}

	Set<String> pods() {
		return Set.copyOf(this.rows.keySet());
	}

	private record Row(long sequence, long since, int bound, int open, LeaseTerms terms, long expires, long forgotten) {

	}

}

package io.portfolioplatform.app.imports;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Accounts of a portfolio as files refer to them: by identifier, by name in any case, or
 * not at all.
 */
class AccountIds {

	private final Map<@Nullable String, UUID> byReference = new HashMap<>();

	private final Map<String, UUID> byName = new HashMap<>();

	void add(UUID id, @Nullable String reference, String name) {
		this.byReference.put(reference, id);
		this.byName.putIfAbsent(name.toLowerCase(Locale.ROOT), id);
	}

	boolean contains(@Nullable String reference) {
		return find(reference) != null;
	}

	UUID get(@Nullable String reference) {
		UUID id = find(reference);
		Assert.state(id != null, () -> "No account for " + reference);
		return id;
	}

	private @Nullable UUID find(@Nullable String reference) {
		UUID id = this.byReference.get(reference);
		return (id == null && reference != null) ? this.byName.get(reference.toLowerCase(Locale.ROOT)) : id;
	}

}

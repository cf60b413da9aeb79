package io.portfolioplatform.app.imports;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Accounts of a portfolio as files refer to them: by identifier, by name in any case, or
 * not at all. The name counts first, as a person sees it; what a file called an account
 * before it was renamed counts if no account has that name. Where the file itself says
 * which account an identifier means, the identifier counts first.
 */
class AccountIds {

	private final Map<@Nullable String, UUID> byReference = new HashMap<>();

	private final Map<String, UUID> byName = new HashMap<>();

	private final Map<String, UUID> byNameInAnyCase = new HashMap<>();

	private final Set<String> described;

	AccountIds(Set<String> described) {
		this.described = described;
	}

	void add(UUID id, @Nullable String reference, String name) {
		this.byReference.put(reference, id);
		this.byName.putIfAbsent(name, id);
		this.byNameInAnyCase.putIfAbsent(name.toLowerCase(Locale.ROOT), id);
	}

	boolean knows(String identifier) {
		return this.byReference.containsKey(identifier);
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
		UUID identified = this.byReference.get(reference);
		if (reference == null || (identified != null && this.described.contains(reference))) {
			return identified;
		}
		UUID named = named(reference);
		return (named != null) ? named : identified;
	}

	private @Nullable UUID named(String name) {
		UUID id = this.byName.get(name);
		return (id != null) ? id : this.byNameInAnyCase.get(name.toLowerCase(Locale.ROOT));
	}

}

package io.portfolioplatform.cache.shared;

import java.util.List;

/**
 * Where one result is kept and what it depends on.
 *
 * @param cache name of the cache
 * @param method the method whose result it is
 * @param key its key as text
 * @param tags its tags
 * @param schema tells apart what different versions of the result's type write
 */
public record ResultRef(String cache, String method, String key, List<String> tags, String schema) {

}

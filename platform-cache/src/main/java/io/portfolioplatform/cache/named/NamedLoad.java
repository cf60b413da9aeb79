package io.portfolioplatform.cache.named;

import io.portfolioplatform.cache.near.Loader;

/**
 * A call that may have to load a value.
 *
 * @param key the key
 * @param load loads it
 */
record NamedLoad(Object key, Loader load) {

}

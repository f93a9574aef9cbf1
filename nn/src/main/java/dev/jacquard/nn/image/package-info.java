/**
 * PNG and JPEG files, decoded by the module {@code java.desktop}, which nothing else needs: without
 * it, only this package does not work.
 */
@NullMarked
package dev.jacquard.nn.image;

import org.jspecify.annotations.NullMarked;

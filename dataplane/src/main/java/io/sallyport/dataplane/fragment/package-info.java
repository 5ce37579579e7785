/** Virtual reassembly: which datagrams are coming in fragments, what has come of them, their ports and the fragments held back. */
@NullMarked
package io.sallyport.dataplane.fragment;

import org.jspecify.annotations.NullMarked;

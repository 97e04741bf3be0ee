//! Work done on several threads at once, whose results come back in the order of what was worked on:
//! nobody can tell from a result how many threads there were.

use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, Scope, ScopedJoinHandle, available_parallelism, scope};

/// The stack of a thread, in bytes: as much as the first thread of a program has.
pub const STACK: usize = 8 * 1024 * 1024;

/// Does `work` on each element, on as many threads as the machine offers; on this one alone where there
/// are fewer than `few`, which are done before another thread would be there.
pub fn map<T: Send, R: Send>(list: impl IntoIterator<Item = T>, few: usize, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let list: Vec<T> = list.into_iter().collect();
    let length = list.len();
    if length < few.max(2) {
        return list.into_iter().map(work).collect();
    }
    let next = Mutex::new(list.into_iter().enumerate());
    let take = || {
        let mut taken = Vec::new();
        loop {
            // Nothing that could panic is done while the lock is held.
            let element = next.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((place, element)) = element else { return taken };
            taken.push((place, work(element)));
        }
    };
    let mut done: Vec<(usize, R)> = scope(|scope| {
        let others: Vec<_> = (1..number().min(length)).map_while(|_| spawn(scope, STACK, take)).collect();
        let mut done = take();
        done.extend(others.into_iter().flat_map(join));
        done
    });
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Does `work` on stretches of a list, one for each thread that the machine offers, each on a thread
/// with a stack of so many bytes.
pub fn map_stretches<T: Sync, R: Send>(list: &[T], stack: usize, work: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
    let length = list.len().div_ceil(number()).max(1);
    scope(|scope| {
        let work = &work;
        let stretches: Vec<_> = list.chunks(length).map(|stretch| (stretch, spawn(scope, stack, move || work(stretch)))).collect();
        stretches.into_iter().map(|(stretch, thread)| thread.map_or_else(|| work(stretch), join)).collect()
    })
}

/// Does `work` on a thread with a stack of so many bytes.
pub fn with_stack<R: Send>(stack: usize, work: impl FnOnce() -> R + Send) -> R {
    let work = Mutex::new(Some(work));
    let take = || work.lock().unwrap_or_else(PoisonError::into_inner).take();
    let done = scope(|scope| spawn(scope, stack, || take().map(|work| work())).and_then(join));
    // Only what was not begun is still there.
    done.unwrap_or_else(|| take().map(|work| work()).expect("INVARIANT: no thread has taken what none has done"))
}

fn number() -> usize {
    available_parallelism().map_or(1, NonZeroUsize::get)
}

/// A thread; none where the machine gives no more, so that the work is left to those that there are.
fn spawn<'s, 'e, R: Send + 's>(
    scope: &'s Scope<'s, 'e>,
    stack: usize,
    work: impl FnOnce() -> R + Send + 's,
) -> Option<ScopedJoinHandle<'s, R>> {
    Builder::new().stack_size(stack).spawn_scoped(scope, work).ok()
}

fn join<R>(thread: ScopedJoinHandle<'_, R>) -> R {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}

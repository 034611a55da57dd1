//! Cycles of types: where a `Box` has to stand, and which aliases name themselves.

use super::direction::{each_ty, names};
use crate::ir::{Ty, TypeId, TypeKind, Types};

/// The cycles among types.
#[derive(Clone, Debug)]
pub(super) struct Cycles {
    /// The component of each type in the graph of what values hold without indirection; none outside cycles.
    direct: Vec<Option<usize>>,
    /// Aliases on a cycle of aliases.
    recursive_aliases: Vec<bool>,
    /// Aliases on a cycle of aliases without a list or a map between them.
    empty_aliases: Vec<bool>,
    /// How many types contain each other at most, one within the next.
    depth: usize,
}

impl Cycles {
    pub(super) fn of(types: &Types) -> Self {
        let held_edges = edges(types, |kind| match kind {
            TypeKind::Object(object) => {
                let properties = object.properties.iter().map(|property| &property.ty);
                let flattened = object.flattened.iter().map(|flat| &flat.ty);
                properties.chain(flattened).flat_map(held).collect()
            }
            TypeKind::Union(union) => union
                .variants
                .iter()
                .flat_map(|variant| held(&variant.ty))
                .collect(),
            TypeKind::Alias { ty, .. } => held(ty),
            TypeKind::Enum(_) => Vec::new(),
        });
        let direct = components(&held_edges);
        let all_edges = edges(types, |kind| {
            let mut found = Vec::new();
            each_ty(kind, &mut |ty| names(ty, &mut found));
            found
        });
        let depth = longest(&held_edges, &direct).max(longest(&all_edges, &components(&all_edges)));
        let through_aliases = |kind: &TypeKind, follow: &dyn Fn(&Ty) -> Vec<TypeId>| match kind {
            TypeKind::Alias { ty, .. } => follow(ty)
                .into_iter()
                .filter(|id| matches!(types.get(*id).kind, TypeKind::Alias { .. }))
                .collect(),
            _ => Vec::new(),
        };
        let every = |ty: &Ty| {
            let mut found = Vec::new();
            names(ty, &mut found);
            found
        };
        let recursive = components(&edges(types, |kind| through_aliases(kind, &every)));
        let empty = components(&edges(types, |kind| through_aliases(kind, &held)));
        Self {
            direct,
            recursive_aliases: recursive.iter().map(Option::is_some).collect(),
            empty_aliases: empty.iter().map(Option::is_some).collect(),
            depth,
        }
    }

    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    pub(super) fn share(&self, left: TypeId, right: TypeId) -> bool {
        self.direct[left.0].is_some() && self.direct[left.0] == self.direct[right.0]
    }

    pub(super) fn is_recursive_alias(&self, id: TypeId) -> bool {
        self.recursive_aliases[id.0]
    }

    pub(super) fn is_empty_alias(&self, id: TypeId) -> bool {
        self.empty_aliases[id.0]
    }
}

/// The names that a value of this type holds without a list or a map between.
fn held(ty: &Ty) -> Vec<TypeId> {
    match ty {
        Ty::Named(id) => vec![*id],
        Ty::Nullable(inner) => held(inner),
        Ty::Tuple(items) => items.iter().flat_map(held).collect(),
        _ => Vec::new(),
    }
}

fn edges(types: &Types, of: impl Fn(&TypeKind) -> Vec<TypeId>) -> Vec<Vec<usize>> {
    types
        .iter()
        .map(|(_, definition)| of(&definition.kind).into_iter().map(|id| id.0).collect())
        .collect()
}

/// How many nodes the longest path has, where the nodes of a cycle count as one.
fn longest(edges: &[Vec<usize>], component: &[Option<usize>]) -> usize {
    const UNSEEN: usize = 0;
    let place = |node: usize| component[node].unwrap_or(node);
    let mut condensed = vec![Vec::new(); edges.len()];
    for (node, targets) in edges.iter().enumerate() {
        let outside = targets.iter().map(|target| place(*target));
        condensed[place(node)].extend(outside.filter(|target| *target != place(node)));
    }
    let mut length = vec![UNSEEN; edges.len()];
    for root in 0..edges.len() {
        let mut work = vec![(root, 0)];
        while let Some((node, edge)) = work.pop() {
            if edge == 0 && length[node] != UNSEEN {
                continue;
            }
            if let Some(&target) = condensed[node].get(edge) {
                work.push((node, edge + 1));
                if length[target] == UNSEEN {
                    work.push((target, 0));
                }
                continue;
            }
            let below = condensed[node].iter().map(|target| length[*target]).max();
            length[node] = 1 + below.unwrap_or(0);
        }
    }
    length.into_iter().max().unwrap_or(0)
}

/// The strongly connected component of each node that lies on a cycle (Tarjan's algorithm, with its own stack:
/// a document may chain a million types).
fn components(edges: &[Vec<usize>]) -> Vec<Option<usize>> {
    const UNSEEN: usize = usize::MAX;
    let mut index = vec![UNSEEN; edges.len()];
    let mut low = vec![0; edges.len()];
    let mut on_stack = vec![false; edges.len()];
    let mut component = vec![None; edges.len()];
    let mut stack = Vec::new();
    let mut next = 0;
    for root in 0..edges.len() {
        if index[root] != UNSEEN {
            continue;
        }
        let mut work = vec![(root, 0)];
        while let Some((node, edge)) = work.pop() {
            if edge == 0 {
                index[node] = next;
                low[node] = next;
                next += 1;
                stack.push(node);
                on_stack[node] = true;
            }
            if let Some(&target) = edges[node].get(edge) {
                work.push((node, edge + 1));
                if index[target] == UNSEEN {
                    work.push((target, 0));
                } else if on_stack[target] {
                    low[node] = low[node].min(index[target]);
                }
                continue;
            }
            if let Some((parent, _)) = work.last() {
                low[*parent] = low[*parent].min(low[node]);
            }
            if low[node] == index[node] {
                let start = stack
                    .iter()
                    .rposition(|member| *member == node)
                    .unwrap_or(0);
                let members = stack.split_off(start);
                let cyclic = members.len() > 1 || edges[node].contains(&node);
                for member in members {
                    on_stack[member] = false;
                    component[member] = cyclic.then_some(node);
                }
            }
        }
    }
    component
}

#[cfg(test)]
mod tests {
    use super::{components, longest};

    #[test]
    fn a_cycle_is_one_component_and_a_chain_is_none() {
        let found = components(&[vec![1], vec![2], vec![1, 3], vec![]]);
        assert_eq!(found[0], None);
        assert_eq!(found[1], found[2]);
        assert!(found[1].is_some());
        assert_eq!(found[3], None);
    }

    #[test]
    fn the_longest_path_counts_a_cycle_once() {
        let edges = [vec![1, 2], vec![2], vec![3], vec![2, 4], vec![]];
        assert_eq!(longest(&edges, &components(&edges)), 4);
        let chain: Vec<_> = (0..100_000)
            .map(|node| {
                if node < 99_999 {
                    vec![node + 1]
                } else {
                    vec![]
                }
            })
            .collect();
        assert_eq!(longest(&chain, &components(&chain)), 100_000);
    }

    #[test]
    fn a_node_that_names_itself_is_a_cycle() {
        assert_eq!(components(&[vec![0], vec![0]]), [Some(0), None]);
    }

    #[test]
    fn a_long_chain_needs_no_deep_stack() {
        let edges: Vec<_> = (0..1_000_000)
            .map(|node| vec![(node + 1) % 1_000_000])
            .collect();
        assert!(components(&edges).iter().all(Option::is_some));
    }
}

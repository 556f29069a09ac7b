//! The owner of one container: whatever becomes of it, it is given back.

use std::sync::Arc;

use super::instance::Instance;
use super::spec;

/// Owns a container by its name, from before it is created: whatever fails or is abandoned on the way is removed too.
/// Dropping it has it removed in the background.
#[derive(Debug)]
pub(crate) struct Owned {
    user: u32,
    name: String,
    instance: Arc<Instance>,
    removed: bool,
}

impl Owned {
    /// Gives a container of this kind a user and a name of its own.
    pub(crate) fn new(instance: Arc<Instance>, kind: &str) -> Self {
        let user = instance.next_user();
        let name = spec::container_name(instance.id(), &format!("{kind}-{user}"));
        instance.owned().insert(name.clone());
        Self {
            user,
            name,
            instance,
            removed: false,
        }
    }

    pub(crate) fn user(&self) -> u32 {
        self.user
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn instance(&self) -> &Instance {
        &self.instance
    }

    /// Removes it now and waits until the engine has done so.
    pub(crate) async fn remove(mut self) {
        self.removed = true;
        let removed = self.instance.removals().container(&self.name);
        // An error means that the process is ending; the next start sweeps.
        let _ = removed.await;
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        if !self.removed {
            drop(self.instance.removals().container(&self.name));
        }
        self.instance.link().forget_sandbox(self.user);
        self.instance.kills().forget(&self.name);
        self.instance.owned().remove(&self.name);
    }
}

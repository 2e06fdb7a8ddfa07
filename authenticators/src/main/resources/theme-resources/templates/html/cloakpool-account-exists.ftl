<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("cloakpoolAccountExistsBody", realmName)}</p>
</@layout.emailLayout>

<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("cloakpoolEmailCodeBody", realmName, code, minutes)}</p>
<p style="font-family: monospace; font-size: 24px; letter-spacing: 4px;"><b>${code}</b></p>
</@layout.emailLayout>
